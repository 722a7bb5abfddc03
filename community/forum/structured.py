"""What the page of a thread says of itself to search engines: QAPage, as Google reads it.

It holds what every stranger reads on the page and nothing else, so pages of members have none.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from community.forum.models import Post, Thread
from community.forum.reading import AnswerRow
from community.forum.rendering import beginning
from portal.accounts.models import User
from portal.actors import Actor
from portal.addresses import absolute
from portal.crawlers.structured import Data, breadcrumb, element

TEXT = 1_000
"""So many characters of a post stand for all of it."""


def canonical(thread: Thread, page: int) -> str:
    """The one address of a page of a thread, whatever language its frame is in."""
    return _of_page(thread.own_address, page)


def told(
    actor: Actor,
    question: Post,
    answers: Sequence[AnswerRow],
    page: int,
    crumbs: Iterable[Mapping[str, str]],
) -> SafeString:
    """The element for a page of a thread; `crumbs` have title and url, from the top down.

    A question without answers has only the way to it: a QAPage has one answer at least.
    """
    thread = question.thread
    if actor.account is not None or not thread.is_searchable:
        return SafeString()
    own = thread.own_address
    steps = [
        (pgettext("navigation", "Home"), reverse("home:front")),
        *((crumb["title"], crumb["url"]) for crumb in crumbs),
        (thread.title, own),
    ]
    shown = [row for row in answers if row.state == Post.State.VISIBLE]
    pages = [_page(question, shown, own, page)] if shown else []
    return element(*pages, breadcrumb(steps))


def _page(question: Post, answers: Sequence[AnswerRow], own: str, page: int) -> Data:
    thread, address = question.thread, _of_page(own, page)
    told = {row.pk: _answer(row, f"{address}#answer-{row.pk}") for row in answers}
    accepted = [told[row.pk] for row in answers if row.accepted_at]
    suggested = [told[row.pk] for row in answers if not row.accepted_at]
    author = question.author
    entity = {
        "@type": "Question",
        "name": thread.title,
        "url": absolute(own),
        "answerCount": thread.answer_count,
        **_post(question, author.display_name if author else None),
        **({"acceptedAnswer": accepted[0]} if accepted else {}),
        **({"suggestedAnswer": suggested} if suggested else {}),
    }
    return {"@type": "QAPage", "mainEntity": entity}


def _of_page(own: str, page: int) -> str:
    return absolute(own) + (f"?page={page}" if page > 1 else "")


def _answer(row: AnswerRow, address: str) -> Data:
    return {"@type": "Answer", "url": address, **_post(row, row.author_name)}


def _post(post: AnswerRow | Post, name: str | None) -> dict[str, Any]:
    edited, author = post.edited_at, post.author_id
    who = {"@type": "Person", "name": name or str(User(pk=author))}
    return {
        "text": beginning(post.body_html, TEXT),
        "inLanguage": post.locale,
        "upvoteCount": post.vote_count,
        "datePublished": post.created_at.isoformat(),
        **({"dateModified": edited.isoformat()} if edited else {}),
        **({"author": who} if author else {}),
    }
