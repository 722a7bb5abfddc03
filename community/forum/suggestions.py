"""What may answer a question before it is asked: articles, FAQ entries and solved threads.

Own language first, others marked; nothing below search's floor, nothing the asker has just read.
"""

from collections.abc import Collection, Sequence

from community.forum.models import Post
from search import service
from search.documents import Kind
from search.results import Hit

KINDS: tuple[Kind, ...] = ("article", "faq", "thread")
LIMIT = 6
_ENOUGH = 3
_QUERY_LENGTH = 300


def suggest(
    *,
    title: str,
    body: str,
    locale: str,
    audience: Sequence[str],
    without: Collection[str] = (),
) -> list[Hit]:
    """The best few answers to a question being typed, for a reader of this language."""
    found: dict[str, Hit] = {}
    for text in (title, body):
        query = " ".join(text.split())[:_QUERY_LENGTH]
        if len(query) < 3 or len(found) >= _ENOUGH:
            continue
        hits = service.suggest(
            query=query,
            locale=locale,
            audience=audience,
            kinds=KINDS,
            limit=LIMIT * 2,
            without=[*without, *found],
        )
        found |= {hit.reference: hit for hit in hits}
    return sorted(_answering(list(found.values())), key=lambda hit: hit.is_foreign)[:LIMIT]


def _answering(hits: list[Hit]) -> list[Hit]:
    """Leave out threads that nobody has solved yet."""
    numbers = [int(hit.id) for hit in hits if hit.kind == "thread" and hit.id.isdigit()]
    solved = (
        set(
            Post.objects.accepted()
            .shown()
            .filter(thread__in=numbers)
            .values_list("thread_id", flat=True)
        )
        if numbers
        else set()
    )
    return [hit for hit in hits if hit.kind != "thread" or int(hit.id) in solved]
