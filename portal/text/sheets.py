"""Reading a file from a spreadsheet: every line of it is understood, or none is taken.

Comma, semicolon or tab part its columns, as spreadsheets in different countries write them.
"""

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal import cldr, locales

MOST_BYTES = 1024 * 1024
"""Twice as many are read without ever being written to a disk."""
MOST_LINES = 20_000
SHOWN = 40
"""So many characters of what is wrong are told, and so many faults."""
_DELIMITERS = ",;\t"
LONGEST_LINE = 1_000
"""Characters: what reads a file of numbers takes no more of one line."""

type Row = dict[str, str]


class WrongLineError(Exception):
    """What is wrong with one line, in words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(slots=True)
class Faults:
    """What is wrong, with its line."""

    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, said: str) -> None:
        self.count += 1
        if len(self.told) < SHOWN:
            self.told.append(_("Line %(line)s: %(fault)s") % {"line": line, "fault": said})

    def __bool__(self) -> bool:
        return bool(self.count)

    def all(self) -> list[str]:
        if self.count > len(self.told):
            more = cldr.number(self.count - len(self.told))
            self.told.append(_("Further lines that are wrong: %(number)s.") % {"number": more})
        return self.told


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file, and each line that is not empty with its number."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]

    def cells(self, values: list[str]) -> Row:
        """A line's cells by their columns; raises WrongLineError."""
        if len(values) != len(self.columns):
            text = _("This line has %(values)s columns, the first one %(columns)s. Write as many.")
            said = text % {"values": len(values), "columns": len(self.columns)}
            raise WrongLineError(said)
        pairs = zip(self.columns, values, strict=True)
        return {name: value.strip() for name, value in pairs}

    def each(self, take: Callable[[int, Row], None]) -> None:
        """Hand over each line, by its number and its cells.

        Raises ValidationError with each fault that `take` says as WrongLineError, and its line.
        """
        faults = Faults()
        for number, values in self.rows:
            try:
                take(number, self.cells(values))
            except WrongLineError as wrong:
                faults.add(number, wrong.said)
        if faults:
            raise ValidationError(faults.all())


def read(
    content: bytes,
    *,
    needed: Collection[str],
    columns: Collection[str],
    head: str,
    one_each: str,
    longest: int = LONGEST_LINE,
) -> Sheet:
    """A file with these columns; raises ValidationError saying what to do.

    `head` is said where the first line names no such columns, `one_each` of a line of more than
    `longest` characters (with `most`).
    """
    lines = _lines(content)
    _check_lengths(lines, one_each, longest)
    first = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        parsed = [(reader.line_num, values) for values in reader]
    except csv.Error:
        text = _("A quotation mark in the file is not closed. Remove quotation marks.")
        raise ValidationError(text) from None
    names = [name.strip().lower() for name in parsed[0][1]] if parsed else []
    is_known = set(needed) <= set(names) <= set(columns)
    if not is_known or len(names) != len(set(names)):
        raise ValidationError(head)
    return Sheet(names, list(_filled(parsed[1:])))


def _filled(parsed: list[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, values) for line, values in parsed if any(map(str.strip, values)))


def _lines(content: bytes) -> list[str]:
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB. Upload a part of it at a time."))
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        text = _("The file is not in UTF-8. Save it in your spreadsheet as “CSV UTF-8”.")
        raise ValidationError(text) from None
    if len(lines) > MOST_LINES:
        most = cldr.number(MOST_LINES)
        text = _("The file has more than %(most)s lines. Upload a part of it at a time.")
        raise ValidationError(text % {"most": most})
    return lines


def _check_lengths(lines: list[str], said: str, longest: int) -> None:
    faults = Faults()
    for number, line in enumerate(lines, start=1):
        if len(line) > longest:
            faults.add(number, said % {"most": cldr.number(longest)})
    if faults:
        raise ValidationError(faults.all())


def check_language(code: str, own: Collection[str]) -> None:
    """Raise WrongLineError for readers of whom others tell."""
    if code not in own and not locales.are_all(own):
        said = _("You can give numbers for these languages: %(codes)s. Name one of them.")
        raise WrongLineError(said % {"codes": ", ".join(own)})
