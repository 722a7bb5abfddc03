"""Searches as people mistype and inflect them, against the same searches written well."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.corpus import QUERIES, brought_in, names
from bench.quality import run_on
from bench.rows import Row, at_least
from bench.sizes import Size
from search.tuning.measures import JudgedSearch, Judgement, ndcg

PAIRS = Path(__file__).with_name("pairs.jsonl")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same search twice, with what answers it."""

    clean: Judgement
    typed: Judgement


def measure(size: Size) -> list[Row]:
    """Mean nDCG@10 as typed ÷ mean nDCG@10 as written well, on each engine."""
    if not QUERIES.exists():
        return []
    brought_in(size)
    pairs = [one for one in _read() if not size.locales or one.clean.locale in size.locales]
    return [_row(engine, pairs) for engine in names()]


def _row(engine: str, pairs: list[Pair]) -> Row:
    clean = [_figure(one) for one in run_on(engine, [pair.clean for pair in pairs])]
    typed = [_figure(one) for one in run_on(engine, [pair.typed for pair in pairs])]
    by_kind: dict[str, list[tuple[float, float]]] = defaultdict(list)
    by_locale: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for pair, before, after in zip(pairs, clean, typed, strict=True):
        by_kind[pair.typed.kind].append((before, after))
        by_locale[pair.typed.locale].append((before, after))
    return at_least(
        f"pairs-{engine}",
        f"nDCG@10 of mistyped and inflected searches ÷ that of their clean form, {engine}",
        fmean(typed) / fmean(clean),
        0.9,
        pairs=len(pairs),
        clean=round(fmean(clean), 4),
        typed=round(fmean(typed), 4),
        kinds={name: _ratio(some) for name, some in sorted(by_kind.items())},
        locales={name: _ratio(some) for name, some in sorted(by_locale.items())},
    )


def _figure(outcome: JudgedSearch) -> float:
    return ndcg(outcome.found, outcome.judgement.relevant)


def _ratio(some: list[tuple[float, float]]) -> float:
    return round(fmean(after for _b, after in some) / fmean(before for before, _a in some), 4)


def _read() -> list[Pair]:
    """Judged searches with one more name: `clean`, the form written well."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(
            Judgement(row["locale"], row["clean"], row["relevant"], "clean"),
            Judgement(row["locale"], row["typed"], row["relevant"], row["kind"]),
        )
        for row in rows
    ]
