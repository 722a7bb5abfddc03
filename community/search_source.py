"""What of the community can be found: the rule as a queryset and as a predicate, proven equal."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import override

from community.forum.models import Post, Thread
from search.documents import Document

SOURCE = "community"
ANSWERS = 50
# So many characters of the question stand for all of it.
BEGINNING = 300
# What a database can hold as a number; any other key is none of ours.
_NUMBER = re.compile(r"[0-9]{1,18}")


class ThreadSource:
    """Threads, each with the answers that can be read, as one document in its own language."""

    name = SOURCE

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        """The documents of these threads that may be found now."""
        numbers = [int(key) for key in keys if _NUMBER.fullmatch(key)]
        posts = Post.objects.readable().in_reading_order()
        threads = Thread.objects.searchable().filter(pk__in=numbers).order_by("pk")
        for thread in threads.prefetch_related(Prefetch("posts", queryset=posts)):
            found = list(thread.posts.all())[: 1 + ANSWERS]
            # The question may have been hidden since the threads were read.
            if found and found[0].kind == Post.Kind.QUESTION:
                yield _document(thread, *found)

    def keys(self) -> Iterator[str]:
        """All threads that may be found now."""
        for number in Thread.objects.searchable().order_by("pk").values_list("pk", flat=True):
            yield str(number)


def _document(thread: Thread, question: Post, *answers: Post) -> Document:
    body = plain(question.body_html)
    with override(thread.locale):
        url = reverse("community:thread", args=[thread.pk, thread.slug])
    return Document(
        source=SOURCE,
        key=str(thread.pk),
        kind="thread",
        locale=thread.locale,
        title=thread.title,
        url=url,
        summary=Truncator(body).chars(BEGINNING),
        body="\n".join([body, *(plain(answer.body_html) for answer in answers)]),
        changed_at=thread.active_at,
        solved=any(answer.accepted_at for answer in answers),
    )


def plain(html: str) -> str:
    """The text of rendered HTML."""
    return unescape(strip_tags(html.replace("<", " <"))).strip()
