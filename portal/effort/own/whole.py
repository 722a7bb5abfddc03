"""What the owner's numbers say of readers of some languages: of a day the whole, or nothing.

A day's number is known if it was told as a whole, or for each language; of some languages, if
it was told for each of them. Markets stand for a whole if each that is served has its number, or,
where none is served, each that the owner names. Anything less would be set against all requests.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from portal import locales
from portal.effort.models import OwnNumber
from portal.support.models import Market

type Values = dict[date, dict[str, int]]
"""By day and series."""
type _Parts = Mapping[tuple[str, str], int]
"""Of one day and series, by language and market ("" is all)."""


@dataclass(frozen=True, slots=True)
class Told:
    """The days' numbers that are known, and the series of which anything was told."""

    values: Values
    series: frozenset[str]


def read(first: date, last: date, codes: Collection[str]) -> Told:
    """What was told of these days that concerns readers of these languages."""
    rows = OwnNumber.objects.filter(day__gte=first, day__lte=last, language__in=["", *codes])
    parts: dict[tuple[date, str], dict[tuple[str, str], int]] = defaultdict(dict)
    for day, series, *part, value in rows.order_by().values_list(
        "day", "series", "language", "market", "value"
    ):
        parts[day, series][part[0], part[1]] = value
    named = {market for of in parts.values() for _language, market in of if market}
    # Who names no market is not asked which are served.
    markets = named and (set(Market.objects.values_list("code", flat=True)) or named)
    values: Values = defaultdict(dict)
    for (day, series), of in parts.items():
        if (total := _total(of, codes, markets)) is not None:
            values[day][series] = total
    return Told(values, frozenset(series for _day, series in parts))


def _total(parts: _Parts, codes: Collection[str], markets: set[str]) -> int | None:
    """Over these languages; None where one of them lacks its number."""
    whole = _of("", parts, markets) if locales.are_all(codes) else None
    if whole is not None:
        return whole
    each = [_of(code, parts, markets) for code in codes]
    known = [number for number in each if number is not None]
    return sum(known) if len(known) == len(each) else None


def _of(language: str, parts: _Parts, markets: set[str]) -> int | None:
    """Over all markets; None where one that is served lacks its number."""
    if (language, "") in parts:
        return parts[language, ""]
    told = {market: value for (code, market), value in parts.items() if code == language}
    return sum(told.values()) if told and markets <= told.keys() else None
