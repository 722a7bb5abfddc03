"""How good answers are, against judgements. Pure functions."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal import locales

DEPTH = 10
# From this grade on, a result is the answer and not only related.
ANSWER = 2
GRADES = range(3)


class BadJudgementError(ValueError):
    """A line is no judgement; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A query and how relevant (0, 1, 2) ids are to it; none is to what cannot be answered."""

    locale: str
    query: str
    relevant: Mapping[str, int]
    kind: str

    @property
    def is_answerable(self) -> bool:
        """Whether anything is relevant."""
        return any(self.relevant.values())


@dataclass(frozen=True, slots=True)
class JudgedSearch:
    """What was found for a judgement, and whether search itself called it an answer."""

    judgement: Judgement
    found: Sequence[str]
    weak: bool


def read(lines: Iterable[str], name: str = "") -> list[Judgement]:
    """Judgements, one a line as JSON; raises BadJudgementError."""
    judgements = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                judgements.append(_judgement(json.loads(line)))
            except ValueError as error:
                raise BadJudgementError(f"{name}:{number}: {error}") from error
    return judgements


def _judgement(row: Any) -> Judgement:
    """Raises ValueError, saying what is wrong."""
    if not isinstance(row, dict):
        raise ValueError("not an object")
    locale = locales.resolve(str(row.get("locale", "")))
    query, relevant, kind = row.get("query"), row.get("relevant"), row.get("kind", "")
    if locale is None:
        raise ValueError(f"locale: none of {', '.join(locales.codes())}")
    if not isinstance(query, str) or not query.strip():
        raise ValueError("query: not a text")
    if not isinstance(kind, str):
        raise ValueError("kind: not a text")
    if not isinstance(relevant, dict) or not all(
        type(grade) is int and grade in GRADES for grade in relevant.values()
    ):
        raise ValueError("relevant: not ids with a grade of 0, 1 or 2 each")
    return Judgement(locale, query, relevant, kind)


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: 1 when the best come first."""
    grades = [relevant.get(key, 0) for key in found[:depth]]
    best = _gain(sorted(relevant.values(), reverse=True)[:depth])
    return _gain(grades) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 ÷ the place of the first relevant result."""
    places = (place for place, key in enumerate(found, start=1) if relevant.get(key))
    return 1 / next(places, math.inf)


def success(found: Sequence[str], relevant: Mapping[str, int], within: int) -> float:
    """1 when an answer stands within the first so many."""
    return float(any(relevant.get(key, 0) >= ANSWER for key in found[:within]))


def summary(outcomes: Sequence[JudgedSearch]) -> dict[str, Any]:
    """All measures: altogether (the mean of the languages), by language, and by kind."""
    by_locale = _grouped(outcomes, lambda one: one.judgement.locale)
    by_kind = _grouped(outcomes, lambda one: one.judgement.kind)
    locales = {name: _measures(some) for name, some in by_locale.items()}
    means = [one["ndcg@10"] for one in locales.values() if one["ndcg@10"] is not None]
    return {
        "all": _measures(outcomes) | {"mean_of_locales_ndcg@10": _mean(means)},
        "locales": locales,
        "kinds": {name: _measures(some) for name, some in by_kind.items()},
    }


def _grouped(
    outcomes: Iterable[JudgedSearch], key: Callable[[JudgedSearch], str]
) -> dict[str, list[JudgedSearch]]:
    grouped: dict[str, list[JudgedSearch]] = defaultdict(list)
    for outcome in outcomes:
        grouped[key(outcome)].append(outcome)
    return dict(sorted(grouped.items()))


def _measures(outcomes: Sequence[JudgedSearch]) -> dict[str, Any]:
    answerable = [one for one in outcomes if one.judgement.is_answerable]
    others = [one for one in outcomes if not one.judgement.is_answerable]
    pairs = [(one.found, one.judgement.relevant) for one in answerable]
    return {
        "answerable": len(answerable),
        "ndcg@10": _mean([ndcg(*pair) for pair in pairs]),
        "mrr": _mean([reciprocal_rank(*pair) for pair in pairs]),
        "success@1": _mean([success(*pair, 1) for pair in pairs]),
        "success@5": _mean([success(*pair, 5) for pair in pairs]),
        "wrongly_refused": _mean([float(one.weak) for one in answerable]),
        "unanswerable": len(others),
        "refused": _mean([float(one.weak) for one in others]),
    }


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
