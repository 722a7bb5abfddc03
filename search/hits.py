"""A match of an engine as a reader is shown it."""

from django.utils.safestring import SafeString

from search import highlights
from search.documents import Document
from search.engines.base import Answer, Match
from search.ranking import FLOOR
from search.results import Hit


def is_answer(match: Match, floor: float = FLOOR.answer) -> bool:
    """Whether it contains enough of the query to be called an answer."""
    return match.cover >= floor


def hit_of(
    match: Match,
    answer: Answer,
    reader: str,
    floor: float = FLOOR.answer,
    *,
    fits: bool | None = None,
    brief: bool = False,
) -> Hit:
    """The match for a reader of this language; unless `brief`, with marks and an excerpt."""
    document, none = match.document, SafeString("")
    is_foreign = document.locale != reader
    return Hit(
        id=document.key,
        kind=document.kind,
        locale=document.locale,
        title=document.title,
        url=_readers_url(document.url, document.locale, reader) if is_foreign else document.url,
        excerpt=none if brief else highlights.excerpt(document, answer.marked),
        title_html=none if brief else _marked_title(document, answer),
        score=round(match.score, 4),
        is_foreign=is_foreign,
        is_outdated=document.is_outdated,
        family=document.family,
        solved=document.solved,
        fits=is_answer(match, floor) if fits is None else fits,
    )


def _marked_title(document: Document, answer: Answer) -> SafeString:
    return highlights.marked(document.title, document.locale, answer.marked)


def _readers_url(url: str, written_in: str, reader: str) -> str:
    """The same text below the reader's language: the page around it stays in that language."""
    prefix = f"/{written_in}/"
    return f"/{reader}/{url.removeprefix(prefix)}" if url.startswith(prefix) else url
