"""What a request's vector is near to: asked in the first of a search's two round trips.

Once in the request's language, and once in all others for texts that this reader lacks in it. The
server filters while it looks, so what this reader may not see is never among the nearest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.documents.entries import Vector
from search.engines.base import Match, Neighbour, Request
from search.engines.elasticsearch import index, query
from search.engines.elasticsearch.clauses import Clause
from search.engines.neighbours import NO_NEIGHBOURS, Neighbours, chosen
from search.ranking import FUSION

# A text has several passages, and any of them may be the nearest.
_PASSAGES = 4


def build_searches(
    request: Request, own: str, all_languages: str
) -> list[tuple[str, dict[str, Any]]]:
    """The two searches, by alias; none without a vector."""
    vector = request.vector
    if vector is None:
        return []
    may = query.only_what_may_be_found(request)
    lacked = query.only_what_may_be_found(replace(request, readers=(request.query.locale,)))
    other = {"bool": {"filter": lacked, "must_not": {"wildcard": {"_index": f"{own}-*"}}}}
    here = {
        "size": FUSION.own,
        "_source": False,
        "docvalue_fields": ["hit"],
        "track_total_hits": False,
    }
    there = {"size": FUSION.foreign, "_source": ["document"], "track_total_hits": False}
    return [
        (own, here | _nearest(vector, FUSION.own, may)),
        (all_languages, there | _nearest(vector, FUSION.foreign, other)),
    ]


def _nearest(vector: Vector, most: int, allowed: Clause) -> dict[str, Any]:
    passages = index.passages_of(vector.space)
    near = {
        "field": f"{passages}.{index.VECTOR}",
        "query_vector": index.numbers(vector.value),
        "k": most,
        "num_candidates": most * _PASSAGES,
        "filter": allowed,
    }
    # An index of a language without any vectors yet has no such field. A query, other than the
    # section `knn`, can be told that this is no fault.
    return {
        "query": {
            "nested": {
                "path": passages,
                "query": {"knn": near},
                "score_mode": "max",
                "ignore_unmapped": True,
            }
        }
    }


def parse(request: Request, answers: Sequence[Mapping[str, Any]]) -> Neighbours:
    """What was found."""
    if request.vector is None:
        return NO_NEIGHBOURS
    here, there = (answer["hits"]["hits"] for answer in answers)
    own = {str(hit["fields"]["hit"][0]): _similarity(hit) for hit in here}
    foreign = [
        Neighbour(Match(index.document_of(hit["_source"]), 0.0), _similarity(hit)) for hit in there
    ]
    return chosen(own, foreign, request.prefers)


def _similarity(hit: Mapping[str, Any]) -> float:
    """The inner product that the server has made a positive score of (max_inner_product)."""
    score = float(hit["_score"])
    return score - 1 if score >= 1 else 1 - 1 / max(score, 1e-9)
