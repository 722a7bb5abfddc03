"""Reading the owner's file of daily numbers: every line of it is understood, or none is taken."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal import locales, markets
from portal.effort.models import Series
from portal.journal import days
from portal.text import sheets
from portal.text.sheets import Row, WrongLineError

NEEDED = ("date", "series", "value")
COLUMNS = (*NEEDED, "language", "market")
_LARGEST = 1_000_000_000
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Number:
    """One line: a day's number, of one language and market or of all ("")."""

    day: date
    series: Series
    value: int
    language: str = ""
    market: str = ""

    @property
    def key(self) -> tuple[date, str, str, str]:
        return (self.day, self.series, self.language, self.market)


def read(content: bytes, languages: Collection[str]) -> list[Number]:
    """The numbers of a file from who tells of these languages; of all, of the whole as well.

    Raises ValidationError with each fault, its line and what to do.
    """
    sheet = sheets.read(
        content,
        needed=NEEDED,
        columns=COLUMNS,
        head=_(
            "Line 1: name the columns: date, series, value; and language, market if you have"
            " them. Use these words, and no other columns."
        ),
        one_each=_(
            "This line has more than %(most)s characters. Write one number of one day in each"
            " line."
        ),
    )
    found = _Found()

    def take(line: int, cells: Row) -> None:
        number = _number(cells)
        sheets.check_language(number.language, languages)
        found.add(line, number)

    sheet.each(take)
    if not found.numbers:
        raise ValidationError(_("The file has no line with a number."))
    return found.numbers


@dataclass(slots=True)
class _Found:
    """The numbers so far."""

    numbers: list[Number] = field(default_factory=list)
    _lines: dict[tuple[date, str, str, str], int] = field(default_factory=dict)
    _kinds: dict[tuple[date, str], tuple[bool, bool]] = field(default_factory=dict)

    def add(self, line: int, number: Number) -> None:
        """Take one more; raises WrongLineError for one that another line tells already."""
        other = self._lines.setdefault(number.key, line)
        if other != line:
            text = _("The same day, series, language and market are on line %(other)s. Keep one.")
            raise WrongLineError(text % {"other": other})
        # Of the whole and its parts, or of parts of two kinds, all would be added up twice.
        kind = (bool(number.language), bool(number.market))
        if self._kinds.setdefault((number.day, number.series), kind) != kind:
            text = _(
                "Other lines of this day and series name a language or market and this one does"
                " not, or the other way round. Tell the whole, or all parts alike."
            )
            raise WrongLineError(text)
        self.numbers.append(number)


def _number(cells: Row) -> Number:
    return Number(
        _day(cells["date"]),
        _series(cells["series"]),
        _value(cells["value"]),
        _language(cells.get("language", "")),
        _market(cells.get("market", "")),
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python reads a week's day, too: 2026-W10-1.
    if day is None or day.isoformat() != text:
        raise _wrong(_("“%(text)s” is no day. Write it as 2026-03-01."), text)
    if day.year < _FIRST_YEAR or day > days.day_of():
        raise _wrong(_("“%(text)s” does not lie between the year 2000 and today."), text)
    return day


def _series(text: str) -> Series:
    try:
        return Series(text.lower())
    except ValueError:
        said = _("“%(text)s” is no series. Use customers, orders, calls or contacts.")
        raise _wrong(said, text) from None


def _value(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(_LARGEST)) or int(text) > _LARGEST:
        said = _("“%(text)s” is no whole number up to a billion. Write it as 1234.")
        raise _wrong(said, text)
    return int(text)


def _language(text: str) -> str:
    if text and text.lower() not in locales.codes():
        said = _("“%(text)s” is no language of this site. Use its code, such as %(codes)s.")
        raise _wrong(said, text, codes=", ".join(locales.codes()))
    return text.lower()


def _market(text: str) -> str:
    code = markets.typed(text)
    if code and not markets.is_market(code):
        said = _("“%(text)s” is no country. Use its two-letter code, such as NO.")
        raise _wrong(said, text)
    return code


def _wrong(said: str, text: str, **more: str) -> WrongLineError:
    shown = text if len(text) <= sheets.SHOWN else f"{text[: sheets.SHOWN]}…"
    return WrongLineError(said % {"text": shown, **more})
