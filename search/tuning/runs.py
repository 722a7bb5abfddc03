"""A run: judged queries asked as readers ask them, and what came of it, kept as a file."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from search.engines.base import EngineError
from search.results import Results
from search.tuning.comparing import Key
from search.tuning.measures import DEPTH, JudgedSearch, Judgement, ndcg, summary

FORMAT = 1

type Ask = Callable[..., Results]
"""What answers a query as `search.service.search` does, which stands above this room."""


class BadRunError(ValueError):
    """A file is no stored run; the message says which and why."""


def run(judgements: Iterable[Judgement], ask: Ask) -> list[JudgedSearch]:
    """Ask all queries, each once, in the order they are given."""
    return [outcome(judgement, ask) for judgement in judgements]


def outcome(judgement: Judgement, ask: Ask) -> JudgedSearch:
    """What a reader of its language is answered who may see what everybody may.

    Raises EngineError when the engine in charge does not answer: figures of a stand-in would be
    of something else.
    """
    results = ask(query=judgement.query, locale=judgement.locale, page_size=DEPTH)
    if results.degraded:
        raise EngineError(f"{results.engine} did not answer “{judgement.query}”")
    return JudgedSearch(judgement, [hit.id for hit in results.results], results.weak)


def figures(outcomes: Iterable[JudgedSearch]) -> dict[Key, float]:
    """nDCG@10 of the answerable queries."""
    return {
        (one.judgement.locale, one.judgement.query): ndcg(one.found, one.judgement.relevant)
        for one in outcomes
        if one.judgement.is_answerable
    }


def stored(outcomes: Sequence[JudgedSearch], engine: str) -> dict[str, Any]:
    """A run as it is kept: `read_figures` reads it again."""
    return {
        "format": FORMAT,
        "engine": engine,
        "summary": summary(outcomes),
        "queries": [
            {
                "locale": one.judgement.locale,
                "query": one.judgement.query,
                "kind": one.judgement.kind,
                "ndcg@10": ndcg(one.found, one.judgement.relevant)
                if one.judgement.is_answerable
                else None,
                "weak": one.weak,
                "found": list(one.found),
            }
            for one in outcomes
        ],
    }


def read_figures(path: Path) -> Mapping[Key, float]:
    """nDCG@10 of the answerable queries of a stored run; raises BadRunError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise BadRunError(f"{path}: not the form of this version ({content['format']!r})")
        return {
            (str(row["locale"]), str(row["query"])): float(row["ndcg@10"])
            for row in content["queries"]
            if row["ndcg@10"] is not None
        }
    except BadRunError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRunError(f"{path}: not a stored run ({error!r})") from error
