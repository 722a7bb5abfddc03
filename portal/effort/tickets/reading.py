"""Reading a file of tickets: date, subject and language of each, the subject masked at once.

What is wrong with a line is said without its words: they are somebody's.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal import locales
from portal.effort.tickets.models import LONGEST
from portal.journal import days
from portal.text import sheets
from portal.text.masking import mask_personal_data
from portal.text.sheets import Row, WrongLineError
from search.queries import clean

NEEDED = ("date", "subject")
COLUMNS = (*NEEDED, "language")
_FIRST_YEAR = 2000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One line: the first day of its month, the masked subject, the language or ""."""

    month: date
    subject: str
    language: str = ""


def read(content: bytes, languages: Collection[str]) -> list[Ticket]:
    """The tickets of a file from who tells of these languages; of all, without any as well.

    Raises ValidationError with each fault, its line and what to do.
    """
    sheet = sheets.read(
        content,
        needed=NEEDED,
        columns=COLUMNS,
        head=_(
            "Line 1: name the columns: date, subject; and language if you have it. Use these"
            " words, and no other columns."
        ),
        one_each=_("This line has more than %(most)s characters. Write one ticket in each line."),
    )
    found: list[Ticket] = []

    def take(_line: int, cells: Row) -> None:
        ticket = _ticket(cells)
        sheets.check_language(ticket.language, languages)
        found.append(ticket)

    sheet.each(take)
    if not found:
        raise ValidationError(_("The file has no line with a ticket."))
    return found


def _ticket(cells: Row) -> Ticket:
    subject = clean(mask_personal_data(cells["subject"]))[:LONGEST]
    if not subject:
        raise WrongLineError(_("This line has no subject. Write one, or take the line out."))
    return Ticket(
        _day(cells["date"]).replace(day=1), subject, _language(cells.get("language", ""))
    )


def _day(text: str) -> date:
    """The day, or that of a moment in the reporting time zone."""
    try:
        at = datetime.fromisoformat(text) if _DAY.fullmatch(text) else None
        day = (days.day_of(at) if at.tzinfo else at.date()) if at else None
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise WrongLineError(_("The date of this line is no day. Write it as 2026-03-01."))
    if day.year < _FIRST_YEAR or day > days.day_of():
        said = _("The date of this line does not lie between the year 2000 and today.")
        raise WrongLineError(said)
    return day


def _language(text: str) -> str:
    code = locales.resolve(text) if text else ""
    if code is None:
        said = _(
            "The language of this line is none of this site. Use its code, such as %(codes)s, or"
            " leave it empty."
        )
        raise WrongLineError(said % {"codes": ", ".join(locales.codes())})
    return code
