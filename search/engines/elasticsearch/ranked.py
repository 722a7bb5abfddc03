"""The second of a search's two round trips: what is asked for a request, and what came back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engines.answering import Found, answer
from search.engines.base import Answer, Request
from search.engines.elasticsearch import index, query
from search.engines.expansion import Expanded
from search.engines.indexed_form import CHANGED
from search.engines.neighbours import Neighbours

_NEWEST = {CHANGED: {"order": "desc", "missing": "_last", "unmapped_type": "date"}}


def build_searches(
    request: Request, expanded: Sequence[Expanded], neighbours: Neighbours
) -> Iterator[dict[str, Any]]:
    """The search for the page, and the one for what is near."""
    others = neighbours.others(request)
    asked: dict[str, Any] = {
        "query": query.whole(others, expanded),
        # All of it: leaving out the little else that is kept would cost the server more.
        "_source": True,
    }
    if request.newest_first:
        asked |= {"sort": [_NEWEST, {"_doc": "asc"}], "track_scores": True}
    yield {**asked, "from": others.offset, "size": others.limit, "track_total_hits": True}
    if neighbours.own:
        only = query.whole(neighbours.only(request), expanded)
        yield {**asked, "query": only, "size": len(neighbours.own), "track_total_hits": False}


def parse(
    request: Request,
    expanded: Sequence[Expanded],
    neighbours: Neighbours,
    found: Iterator[Mapping[str, Any]],
) -> Answer:
    """The answer; takes as many of what was found as were asked for."""
    page = next(found)["hits"]
    close = next(found)["hits"]["hits"] if neighbours.own else ()
    return answer(
        request,
        expanded,
        page=list(map(_found, page["hits"])),
        total=int(page["total"]["value"]),
        close=list(map(_found, close)),
        neighbours=neighbours,
    )


def _found(hit: Mapping[str, Any]) -> Found:
    source = hit["_source"]
    return Found(index.document_of(source), float(hit["_score"]), index.forms_of(source))
