"""The sets of our own that search and its surroundings are judged by: JSON, one a line."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.sizes import Size

_FOLDER = Path(__file__).parent


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a set, in order."""
    lines = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def some_of(name: str, size: Size) -> list[dict[str, Any]]:
    """Every row, or every so many at small size."""
    return read(name)[:: size.one_in]


def share(by_locale: Mapping[str, Sequence[bool]]) -> float:
    """Of how many it is true, all languages together."""
    return fmean(one for some in by_locale.values() for one in some)


def shares(by_locale: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    """The same for each language."""
    return {locale: round(fmean(some), 4) for locale, some in by_locale.items()}
