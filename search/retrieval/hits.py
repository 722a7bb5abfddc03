"""A text that was found, as a reader is shown it."""

from django.utils.safestring import SafeString

from portal import markets
from search.results import Hit, highlights
from search.retrieval.fusion import Placed
from search.retrieval.readers import Reader


def hit_of(one: Placed, reader: Reader, engine: str, *, is_brief: bool = False) -> Hit:
    """The text for a reader; unless `is_brief`, with marks and an excerpt."""
    document, none = one.match.document, SafeString("")
    is_foreign = document.locale != reader.locale
    return Hit(
        id=document.key,
        kind=document.kind,
        locale=document.locale,
        title=document.title,
        url=_readers_url(document.url, document.locale, reader.locale)
        if is_foreign
        else document.url,
        excerpt=none if is_brief else highlights.excerpt(document, one.marked),
        title_html=none
        if is_brief
        else highlights.marked(document.title, document.locale, one.marked),
        score=round(one.score, 4),
        is_foreign=is_foreign,
        markets=document.markets,
        told=markets.told(document.markets, reader.market),
        is_elsewhere=markets.is_elsewhere(document.markets, reader.market),
        is_outdated=document.is_outdated,
        family=document.family,
        solved=document.solved,
        fits=one.fits,
        engine=engine,
    )


def _readers_url(url: str, written_in: str, reader: str) -> str:
    """The same text below the reader's language: the page around it stays in that language."""
    prefix = f"/{written_in}/"
    return f"/{reader}/{url.removeprefix(prefix)}" if url.startswith(prefix) else url
