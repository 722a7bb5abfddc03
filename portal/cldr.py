"""Days, times and numbers as the reader's language writes them: CLDR, by Babel.

The one home of it: Django's own formats are not used, since they differ from CLDR in most
languages and say every day in another form. Digits are 0 to 9 in each language. Times are told in
the zone that somebody chose, else in the site's, which is then named.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from math import ceil
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates
from babel.core import get_global
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from django.utils import timezone
from django.utils.translation import get_language

from portal import locales, markets

_BRITISH = "en_GB"
# As the product's own words are written.
_WRITTEN_AS = {"en": _BRITISH}
_LAST_RELATIVE = timedelta(days=30)
# In seconds, the longest first; the last one's are told to the minute.
_UNITS = (7 * 24 * 3600, 24 * 3600, 3600, 60)
_NAMELESS = frozenset({"UTC", "Etc/UTC"})
_is_chosen: ContextVar[bool] = ContextVar("cldr_zone_is_chosen", default=False)


def locale() -> Locale:
    """The language in force, as CLDR knows it: that of the words around."""
    return _spoken(get_language() or "")


@lru_cache(maxsize=1_000)
def _spoken(tag: str) -> Locale:
    return _known(locales.get(locales.nearest(tag)).interface)


@cache
def _known(code: str) -> Locale:
    """What CLDR knows of a language; British English where it knows nothing."""
    try:
        return Locale.parse(_WRITTEN_AS.get(code, code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_BRITISH)


def countries(codes: Iterable[str]) -> str:
    """Countries by their names, as the language lists them: `Norway, Sweden and Greece`."""
    return listed(markets.name(code, locales.in_force()) for code in codes)


def listed(words: Iterable[str]) -> str:
    """Words as the language lists them, with "and" before the last."""
    return str(format_list(list(words), locale=locale()))


def language(code: str) -> str:
    """A language by its name in the one in force: `gresk`; by its own where CLDR has none."""
    try:
        told = Locale.parse(code, sep="-").get_display_name(locale())
    except (UnknownLocaleError, ValueError):
        told = None
    return told or dict(locales.choices()).get(code, code)


def tag() -> str:
    """The same as a tag that browsers know: `en-GB`."""
    return str(locale()).replace("_", "-")


def number(value: float | Decimal, places: int | None = None) -> str:
    """`20.000` in Greek; with exactly so many decimal places, or as many as it has up to three."""
    return _written("decimal_formats", value, places, locale())


def signs(code: str) -> tuple[str, str]:
    """What a language writes before decimals and between thousands: `,` and `.` in Greek."""
    known = _known(code)
    return str(get_decimal_symbol(known)), str(get_group_symbol(known))


def percent(share: float, places: int = 1) -> str:
    """A share from 0 to 1: `12,5 %` in Norwegian."""
    return _written("percent_formats", share, places, locale())


# A report writes a thousand numbers, most of them again each time that it is looked at.
@lru_cache(maxsize=8_192, typed=True)
def _written(patterns: str, value: float | Decimal, places: int | None, locale: Locale) -> str:
    pattern = getattr(locale, patterns)[None]
    if places is not None:
        pattern = copy(pattern)
        pattern.frac_prec = (places, places)
    return str(pattern.apply(value, locale))


def day(at: date) -> str:
    """`31 October 2026`; a moment's day is the one of the zone in force."""
    local = _local(at)
    return _day(local.date() if isinstance(local, datetime) else local, locale())


def short_day(at: date) -> str:
    """`31 Oct 2026`, for tables and charts."""
    return str(dates.format_skeleton("yMMMd", _local(at), locale=locale()))


def month(at: date) -> str:
    """`October 2026`."""
    return str(dates.format_skeleton("yMMMM", at, locale=locale()))


def days(first: date, last: date) -> str:
    """`29 Oct – 3 Nov 2026`, or the one day."""
    return short_day(first) if first == last else _interval(first, last, locale())


# The tables beside the drawings of a report tell of the same weeks, one after another.
@lru_cache(maxsize=1_024)
def _interval(first: date, last: date, known: Locale) -> str:
    return str(dates.format_interval(first, last, "yMMMd", locale=known))


def moment(at: datetime) -> str:
    """`31 October 2026, 15:19`, and the zone's name where nobody chose it."""
    return _moment(at, locale(), *zone())


# Each post says when it was written: few are written in the same minute, many on the same day.
@lru_cache(maxsize=8_192)
def _moment(at: datetime, known: Locale, _zone: tzinfo, is_chosen: bool) -> str:
    local = timezone.localtime(at)
    at_time = _time(local.time().replace(second=0, microsecond=0), known)
    pattern = str(known.datetime_formats["medium"]).replace("'", "")
    told = pattern.replace("{0}", at_time).replace("{1}", _day(local.date(), known))
    return told if is_chosen else f"{told} ({zone_of(at)})"


@lru_cache(maxsize=8_192)
def _time(at: time, known: Locale) -> str:
    return str(dates.format_time(at, "short", locale=known))


@lru_cache(maxsize=8_192)
def _day(at: date, known: Locale) -> str:
    return str(dates.format_date(at, "long", locale=known))


def ago(at: datetime, now: datetime | None = None) -> str:
    """`3 days ago`, for a month; from then on the day."""
    # Babel takes no time at all for time that is to come.
    passed = max((now or timezone.now()) - at, timedelta(seconds=1))
    if passed >= _LAST_RELATIVE:
        return day(at)
    seconds = ceil(passed.total_seconds())
    unit = next(filter(seconds.__ge__, _UNITS), _UNITS[-1])
    return _ago(unit, max(1, round(seconds / unit)), locale())


@lru_cache(maxsize=8_192)
def _ago(unit: int, count: int, known: Locale) -> str:
    """`60 minutes ago`: so much of a unit, told as Babel tells the times that come to it."""
    longer = next((one for one in reversed(_UNITS) if one > unit), _UNITS[0] * count + 1)
    seconds = min(unit * count, longer - 1)
    told = dates.format_timedelta(
        -seconds, granularity="minute", threshold=1, add_direction=True, locale=known
    )
    return str(told)


def zone_of(at: datetime) -> str:
    """The name of the zone in force at a moment: `Eastern European Summer Time`, `UTC`."""
    zone = timezone.get_current_timezone()
    if str(zone) in _NAMELESS:
        return "UTC"
    return _zone_name(zone, "daylight" if timezone.localtime(at).dst() else "standard", locale())


@lru_cache(maxsize=1_024)
def _zone_name(zone: tzinfo, season: Literal["daylight", "standard"], known: Locale) -> str:
    return str(dates.get_timezone_name(zone, "long", locale=known, zone_variant=season))


def zone_choice(name: str, at: datetime | None = None) -> str:
    """A zone as one chooses it: `Athens (GMT+02:00)`; `name` is IANA's."""
    if name in _NAMELESS:
        return "UTC"
    there = (at or timezone.now()).astimezone(ZoneInfo(name))
    return f"{_city(name)} ({dates.get_timezone_gmt(there, 'long', locale=locale())})"


def canonical_zone(name: str) -> str:
    """The one name of a zone that has several: `Asia/Calcutta` → `Asia/Kolkata`."""
    return str(get_global("zone_aliases").get(name, name))


def _city(zone: str) -> str:
    """CLDR names cities under the oldest name of their zone."""
    known = locale().time_zones
    cities = (known[name].get("city") for name in _names(zone) if name in known)
    return str(next(filter(None, cities), zone.rpartition("/")[2].replace("_", " ")))


@cache
def _names(zone: str) -> tuple[str, ...]:
    canonical = canonical_zone(zone)
    former = (old for old, new in get_global("zone_aliases").items() if new == canonical)
    return canonical, *former


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """Tell times in a zone that somebody chose; raises ZoneInfoNotFoundError and ValueError."""
    token = _is_chosen.set(True)
    try:
        with timezone.override(ZoneInfo(name)):
            yield
    finally:
        _is_chosen.reset(token)


def zone() -> tuple[tzinfo, bool]:
    """The zone in force, and whether it is somebody's choice."""
    return timezone.get_current_timezone(), zone_is_chosen()


def zone_is_chosen() -> bool:
    """Whether the zone in force is somebody's choice; else it is the site's."""
    return _is_chosen.get()


def _local(at: date) -> date:
    return timezone.localtime(at) if isinstance(at, datetime) else at
