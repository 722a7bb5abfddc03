"""The second of a search's two round trips: what is asked for a request, and what came back."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from search.analysis.analyser import analyser
from search.documents import Document
from search.engines import correcting
from search.engines.base import Answer, Match, Request
from search.engines.cover import cover, cover_elsewhere
from search.engines.elasticsearch import index, query
from search.engines.elasticsearch.readings import Expanded
from search.engines.elasticsearch.wanted import wanted
from search.engines.nearness import Nearby

_NEWEST = {index.CHANGED: {"order": "desc", "missing": "_last", "unmapped_type": "date"}}

type _Text = tuple[Set[str], Document]
"""A text that was found, with all its forms."""


def asking(
    request: Request, expanded: Sequence[Expanded], nearby: Nearby
) -> Iterator[dict[str, Any]]:
    """The search for the page, and the one for what is near."""
    others = nearby.others(request)
    asked: dict[str, Any] = {
        "query": query.whole(others, expanded),
        # All of it: leaving out the little else that is kept would cost the server more.
        "_source": True,
    }
    if request.newest_first:
        asked |= {"sort": [_NEWEST, {"_doc": "asc"}], "track_scores": True}
    yield {**asked, "from": others.offset, "size": others.limit, "track_total_hits": True}
    if nearby.own:
        only = query.whole(nearby.only(request), expanded)
        yield {**asked, "query": only, "size": len(nearby.own), "track_total_hits": False}


def told(
    request: Request,
    expanded: Sequence[Expanded],
    nearby: Nearby,
    found: Iterator[Mapping[str, Any]],
) -> Answer:
    """The answer; takes as many of what was found as were asked for."""
    page = next(found)
    close = next(found)["hits"]["hits"] if nearby.own else []
    stored: dict[str, Mapping[str, Any]] = {
        hit["_id"]: hit for hits in (page["hits"]["hits"], close) for hit in hits
    }
    if not stored:
        return Answer(total=int(page["hits"]["total"]["value"]), near=nearby.among(()))
    forms = {name: index.forms_of(hit["_source"]) for name, hit in stored.items()}
    needed = wanted(expanded, [every for _some, every in forms.values()])
    matches = {
        name: Match(
            index.document_of(hit["_source"]),
            float(hit["_score"]),
            max(
                cover(*forms[name], needed),
                cover_elsewhere(index.naming_of(hit["_source"]), request.query),
            ),
        )
        for name, hit in stored.items()
    }
    texts = [(forms[name][1], match.document) for name, match in matches.items()]
    return Answer(
        matches=tuple(matches[hit["_id"]] for hit in page["hits"]["hits"]),
        total=int(page["hits"]["total"]["value"]),
        correction=_correction(request, expanded, texts),
        marked=frozenset().union(*(part for one in needed for way in one.ways for part in way)),
        near=nearby.among([matches[hit["_id"]] for hit in close]),
    )


def _correction(request: Request, expanded: Sequence[Expanded], texts: Sequence[_Text]) -> str:
    """The query with unknown words replaced, as they are written in the texts found."""
    if not any(reading.is_typo for one in expanded for reading in one.readings):
        return ""
    fits = correcting.fits(request.query, texts[0][1] if texts else None)
    text = request.query.text
    replaced = False
    for one in sorted(expanded, key=lambda one: -one.term.start):
        typos = [term.word for term in correcting.offered(one.readings, fits=fits)]
        if written := _as_written(typos, texts):
            text = text[: one.term.start] + written + text[one.term.end :]
            replaced = True
    return text if replaced and not request.query.phrases else ""


def _as_written(typos: Sequence[str], texts: Sequence[_Text]) -> str:
    """The likeliest of these words as a text writes it."""
    for word in typos:
        for forms, document in texts:
            if word in forms and (written := _written(word, document)):
                return written
    return ""


def _written(word: str, document: Document) -> str:
    """The word as it stands in a text; "" if it does not."""
    for text in (part for parts in index.texts(document).values() for part in parts):
        for token in analyser(document.locale).tokens(text):
            if token.forms.word == word:
                return text[token.start : token.end].lower()
    return ""
