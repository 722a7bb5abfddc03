"""PO, as gettext's translators have it: marks as they are typed at the desk."""

import re
from collections.abc import Sequence
from typing import Any

import polib
from babel import Locale
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext
from django.utils.translation import gettext as _

from kb.translation.exchange.bounds import MOST_PARTS
from kb.translation.exchange.decoding import text_of
from kb.translation.exchange.units import BadExchangeError, Document, Unit, UnitState
from portal import cldr, locales
from portal.text import clean_text

_FUZZY = "fuzzy"
_ARTICLE, _SOURCE = "X-Article", "X-Source-Language"
_VERSION = re.compile(r"^version: (?P<version>[0-9a-f]{16})$", re.MULTILINE)
_COUNT = re.compile(r"nplurals\s*=\s*(\d{1,2})\s*;")
_LINE = re.compile(
    r'\s*(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s*)?"(?:[^"\\]|\\.)*"\s*|\s*(?:#.*)?'
)


class _Lines(str):
    """A text, never the name of a file, whose lines end where those of PO do."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self[1:].split("\n")


def written(document: Document) -> bytes:
    """The file of an article."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Language": document.target.replace("-", "_"),
        _SOURCE: document.source,
        _ARTICLE: document.article,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": to_gettext(_plural(document.target)),
    }
    file.extend(map(_entry, document.units))
    return f"{file}\n".encode()


def _entry(unit: Unit) -> polib.POEntry:
    labels = [
        f"<{number}/> {' '.join(mark.label.split())}" if mark.kept is not None else ""
        for number, mark in enumerate(unit.known, start=1)
    ]
    return polib.POEntry(
        msgctxt=unit.name,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join([*filter(None, labels), f"version: {unit.version}"]),
        flags=[_FUZZY] if unit.state is UnitState.OPEN else [],
        previous_msgid=unit.before or None,
    )


def read(data: bytes) -> Document:
    """What a file says. Raises BadExchangeError for what is no PO of an article."""
    text = text_of(data)
    _check_lines(text.split("\n"))
    try:
        file = polib.pofile(_Lines(f"\0{text}"), encoding="utf-8")
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise BadExchangeError(_("The file is not valid PO.")) from error
    _check_head(file)
    return Document(
        article=file.metadata.get(_ARTICLE, ""),
        source=file.metadata.get(_SOURCE, ""),
        target=file.metadata.get("Language", "").replace("_", "-"),
        units=[_unit(entry) for entry in file if not entry.obsolete],
    )


def _check_lines(lines: Sequence[str]) -> None:
    """Polib takes a quote that is not closed for one that is, and so loses what was cut off.

    It puts a long text together anew for each of its lines.
    """
    if len(lines) > MOST_PARTS:
        raise BadExchangeError(_("The file has too many parts."))
    for number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line):
            words = _("The file is not valid PO. Look at line %(n)s.")
            raise BadExchangeError(words % {"n": cldr.number(number)})


def _check_head(file: polib.POFile) -> None:
    kind = file.metadata.get("Content-Type", "").lower().replace(" ", "")
    if "charset=" in kind and not kind.endswith("charset=utf-8"):
        raise BadExchangeError(_("The file is not in UTF-8. Save it as UTF-8."))
    language = file.metadata.get("Language", "").replace("_", "-")
    forms = _COUNT.match(file.metadata.get("Plural-Forms", ""))
    if forms and language in locales.codes() and int(forms[1]) not in _counts(language):
        raise BadExchangeError(_("The plural forms of the file are not those of its language."))
    if any(entry.msgid_plural or entry.msgstr_plural for entry in file):
        raise BadExchangeError(_("The file has plural forms. Texts of articles have none."))


def _plural(language: str) -> Any:
    return Locale.parse(language, sep="-").plural_form


def _counts(language: str) -> set[int]:
    """How many plural forms a language may have: as CLDR counts them, and as gettext does."""
    by_cldr = len(_plural(language).tags) + 1
    return {by_cldr, PLURALS.get(language.replace("-", "_"), (by_cldr, ""))[0]}


def _unit(entry: polib.POEntry) -> Unit:
    found = _VERSION.search(entry.comment)
    return Unit(
        name=entry.msgctxt or "",
        source=clean_text(entry.msgid).strip(),
        target=clean_text(entry.msgstr).strip(),
        state=UnitState.OPEN if _FUZZY in entry.flags else UnitState.DONE,
        version=found["version"] if found else "",
    )
