"""The glossary as a CSV file: a line for each term and language, out and in."""

import csv
from collections.abc import Collection, Iterator
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kb import identifiers
from kb.glossary.forms import FIELDS, PART, read
from kb.glossary.models import TermEntry, lines
from kb.glossary.writing import TermLine
from portal import locales
from portal.limits.uploads import Files
from portal.text import sheets
from portal.text.sheets import Row, WrongLineError
from portal.text.spreadsheets import UTF8_MARK, guarded, unguarded

COLUMNS = ("term", "language", *FIELDS)
NEEDED = ("term", "language", "word")
_LONGEST_LINE = 6_000
TAKEN = Files(1, 2 * sheets.MOST_BYTES)
"""By the route; twice as much, as the form says best itself what is a little too large."""


def as_csv() -> str:
    """All terms in all languages, by id and language."""
    out = StringIO()
    out.write(UTF8_MARK)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    rows = TermEntry.objects.order_by("term__slug", "locale__language_code")
    for term, code, *fields in rows.values_list("term__slug", "locale__language_code", *FIELDS):
        said = (PART.join(lines(text)) for text in fields)
        writer.writerow([guarded(cell) for cell in (term, code, *said)])
    return out.getvalue()


def read_csv(content: bytes, codes: Collection[str]) -> list[TermLine]:
    """The lines of a file from who writes these languages.

    Raises ValidationError with each fault, its line and what to do.
    """
    sheet = sheets.read(
        content,
        needed=NEEDED,
        columns=COLUMNS,
        head=_(
            "Line 1: name the columns: term, language, word; and forms, definition, forbidden, "
            "note if you have them. Use these words, and no other columns."
        ),
        one_each=_("This line has more than %(most)s characters. Write one term in each line."),
        longest=_LONGEST_LINE,
    )
    found: dict[tuple[str, str], TermLine] = {}

    def take(_number: int, cells: Row) -> None:
        line = _line(cells, codes)
        if (line.term, line.locale) in found:
            raise WrongLineError(_("This term stands in the file twice in this language."))
        found[line.term, line.locale] = line

    sheet.each(take)
    if not found:
        raise ValidationError(_("The file has no line with a term."))
    return list(found.values())


def _line(cells: Row, codes: Collection[str]) -> TermLine:
    bare = {name: unguarded(cell) for name, cell in cells.items()}
    try:
        identifiers.validate_slug(bare["term"])
        return TermLine(
            term=bare["term"], locale=_language(bare["language"], codes), written=read(bare)
        )
    except ValidationError as error:
        raise WrongLineError(" ".join(_said(error))) from None


def _language(text: str, codes: Collection[str]) -> str:
    code = locales.resolve(text)
    if code not in codes or code is None:
        said = _("You can write these languages: %(codes)s. Name one of them.")
        raise WrongLineError(said % {"codes": ", ".join(codes)})
    return code


def _said(error: ValidationError) -> Iterator[str]:
    return iter(error.messages)
