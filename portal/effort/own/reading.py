"""Reading the owner's file: every line of it is understood, or none is taken.

Comma, semicolon or tab part its columns, as spreadsheets in different countries write them.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal import cldr, locales, markets
from portal.effort.models import Series
from portal.journal import days

MOST_BYTES = 1024 * 1024
MOST_LINES = 20_000
NEEDED = ("date", "series", "value")
COLUMNS = (*NEEDED, "language", "market")
_LARGEST = 1_000_000_000
_FIRST_YEAR = 2000
_DELIMITERS = ",;\t"
_LONGEST_LINE = 1_000
"""Characters: no line of such a file has near as many, and what reads it takes no more of one."""
_SHOWN = 40
"""So many characters of what is wrong are told, and so many faults."""

type Row = dict[str, str]


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


@dataclass(slots=True)
class _Faults:
    """What is wrong, with its line."""

    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, said: str) -> None:
        self.count += 1
        if len(self.told) < _SHOWN:
            self.told.append(_("Line %(line)s: %(fault)s") % {"line": line, "fault": said})

    def __bool__(self) -> bool:
        return bool(self.count)

    def all(self) -> list[str]:
        if self.count > len(self.told):
            more = cldr.number(self.count - len(self.told))
            self.told.append(_("Further lines that are wrong: %(number)s.") % {"number": more})
        return self.told


def read(content: bytes, languages: Collection[str]) -> list[Number]:
    """The numbers of a file from who tells of these languages; of all, of the whole as well.

    Raises ValidationError with each fault, its line and what to do.
    """
    columns, rows = _rows(_lines(content))
    faults, found = _Faults(), _Found()
    for line, values in rows:
        try:
            number = _number(_cells(columns, values))
            _check_language(number.language, languages)
            found.add(line, number)
        except _WrongError as wrong:
            faults.add(line, wrong.said)
    if faults:
        raise ValidationError(faults.all())
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
        """Take one more; raises _WrongError for one that another line tells already."""
        other = self._lines.setdefault(number.key, line)
        if other != line:
            text = _("The same day, series, language and market are on line %(other)s. Keep one.")
            raise _WrongError(text % {"other": other})
        # Of the whole and its parts, or of parts of two kinds, all would be added up twice.
        kind = (bool(number.language), bool(number.market))
        if self._kinds.setdefault((number.day, number.series), kind) != kind:
            text = _(
                "Other lines of this day and series name a language or market and this one does"
                " not, or the other way round. Tell the whole, or all parts alike."
            )
            raise _WrongError(text)
        self.numbers.append(number)


class _WrongError(Exception):
    """What is wrong with one line."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def _lines(content: bytes) -> list[str]:
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB. Upload fewer days at once."))
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        text = _("The file is not in UTF-8. Save it in your spreadsheet as “CSV UTF-8”.")
        raise ValidationError(text) from None
    if len(lines) > MOST_LINES:
        most = cldr.number(MOST_LINES)
        text = _("The file has more than %(most)s lines. Upload fewer days at once.")
        raise ValidationError(text % {"most": most})
    _check_lengths(lines)
    return lines


def _check_lengths(lines: list[str]) -> None:
    said = _(
        "This line has more than %(most)s characters. Write one number of one day in each line."
    )
    faults = _Faults()
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            faults.add(number, said % {"most": cldr.number(_LONGEST_LINE)})
    if faults:
        raise ValidationError(faults.all())


def _rows(lines: list[str]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The columns, and each line that is not empty with its number."""
    head = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        parsed = [(reader.line_num, values) for values in reader]
    except csv.Error:
        text = _("A quotation mark in the file is not closed. Remove quotation marks.")
        raise ValidationError(text) from None
    columns = [name.strip().lower() for name in parsed[0][1]] if parsed else []
    is_known = set(NEEDED) <= set(columns) <= set(COLUMNS)
    if not is_known or len(columns) != len(set(columns)):
        text = _(
            "Line 1: name the columns: date, series, value; and language, market if you have"
            " them. Use these words, and no other columns."
        )
        raise ValidationError(text)
    return columns, ((line, values) for line, values in parsed[1:] if any(map(str.strip, values)))


def _cells(columns: list[str], values: list[str]) -> Row:
    if len(values) != len(columns):
        text = _("This line has %(values)s columns, the first one %(columns)s. Write as many.")
        raise _WrongError(text % {"values": len(values), "columns": len(columns)})
    return {name: value.strip() for name, value in zip(columns, values, strict=True)}


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


def _check_language(code: str, own: Collection[str]) -> None:
    """Raise _WrongError for readers of whom others tell."""
    if code not in own and not locales.are_all(own):
        said = _("You can give numbers for these languages: %(codes)s. Name one of them.")
        raise _WrongError(said % {"codes": ", ".join(own)})


def _market(text: str) -> str:
    code = markets.typed(text)
    if code and not markets.is_market(code):
        said = _("“%(text)s” is no country. Use its two-letter code, such as NO.")
        raise _wrong(said, text)
    return code


def _wrong(said: str, text: str, **more: str) -> _WrongError:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return _WrongError(said % {"text": shown, **more})
