"""Did you mean: words that are right are left alone, slips are put right."""

from collections import defaultdict
from typing import Any

from bench.demo_site import seeded
from bench.rows import Row, at_least, at_most
from bench.sets import share, shares, some_of
from bench.sizes import Size
from search import service
from search.analysis.analyser import analyser


def measure(size: Size) -> list[Row]:
    """Each word by itself, as a search of its language."""
    seeded()
    rows = some_of("slips", size)
    offered = [_offered(row) for row in rows]
    corrected: dict[str, list[bool]] = defaultdict(list)
    meddled: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for row, words in zip(rows, offered, strict=True):
        is_slip = row["right"] is not None
        well = _put_right(row, words) if is_slip else not words
        (corrected[row["locale"]] if is_slip else meddled[row["locale"]]).append(well == is_slip)
        if not well:
            wrong[is_slip].append(f"{row['locale']}: {row['typed']} → {words or 'nothing'}")
    return [
        at_most(
            "real-words-corrected",
            "words of the language that are corrected",
            share(meddled),
            0.03,
            locales=shares(meddled),
            corrected=wrong[False],
        ),
        at_least(
            "typos-corrected",
            "slips for which the right word is offered or found",
            share(corrected),
            0.8,
            locales=shares(corrected),
            not_corrected=wrong[True],
        ),
    ]


def _offered(row: dict[str, Any]) -> str:
    """What the reader is asked whether they meant; "" when nothing."""
    return service.search(query=row["typed"], locale=row["locale"]).did_you_mean


def _put_right(row: dict[str, Any], words: str) -> bool:
    """Whether what is offered, or else what is looked for anyway, is a form of the right word."""
    taking = analyser(row["locale"])
    meant = taking.forms(words or row["typed"])
    return bool(set(meant.all) & set(taking.forms(row["right"]).all))
