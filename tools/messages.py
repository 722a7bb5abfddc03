"""Reads the interface strings of all packages into locale/<code>/LC_MESSAGES/django.po.

Babel does the work, so no gettext programs are needed. Run `make messages`, then translate what
the test tests/test_catalogues.py names. `python -m tools.messages de` begins a catalogue.

Words of Wagtail and of others that editors see every day and that lack one of our languages are
ours to translate: BORROWED lists them, and our catalogues, which come last, say them.

What the scripts of editors' pages say stands in catalogues of its own (djangojs), and all of it is
Wagtail's and wagtail-localize's: locale/<code>/LC_MESSAGES/djangojs.po says what theirs leave out,
or say wrongly.
"""

import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from portal.languages import SHIPPED, SOURCE, admin_tag

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGES = ("portal", "kb", "community", "search")
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}
BORROWED = REPOSITORY / "tools" / "borrowed.pot"
COMMENT_TAGS = ("Translators:",)
PAGES, SCRIPTS = "django", "djangojs"
"""The two catalogues of a language, as Django calls them."""
SCRIPTS_OF = ("wagtail.admin", "wagtail_localize")


def catalogue_path(code: str, domain: str = PAGES) -> Path:
    """Where a language's catalogue lies."""
    return REPOSITORY / "locale" / to_locale(code) / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(code: str, domain: str = PAGES) -> Catalog:
    """A language's catalogue; empty when there is none yet."""
    path = catalogue_path(code, domain)
    if not path.exists():
        return Catalog(locale=to_locale(code), domain=domain, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(code), domain=domain)


def extract_messages() -> Catalog:
    """All interface strings of our packages, in the order of the files, and the borrowed ones."""
    catalogue = Catalog(project="portal", charset="utf-8", fuzzy=False)
    for path in _sources():
        # Places name the file only: line numbers would change with every edit.
        place = (path.relative_to(REPOSITORY).as_posix(), 1)
        for _line, message, comments, context in _messages(path):
            catalogue.add(message, locations=[place], auto_comments=comments, context=context)
    for message in borrowed():
        place = (BORROWED.relative_to(REPOSITORY).as_posix(), 1)
        catalogue.add(message.id, locations=[place], context=message.context)
    return catalogue


def borrowed() -> list[Message]:
    """What others say and we translate."""
    with BORROWED.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def said_by_scripts(package: str, code: str = SOURCE) -> Catalog:
    """What the scripts of one of SCRIPTS_OF say, by its own catalogue; empty where it has none."""
    name = to_locale(admin_tag(code))
    path = Path(str(files(package))) / "locale" / name / "LC_MESSAGES" / f"{SCRIPTS}.po"
    if not path.exists():
        return Catalog(locale=name, domain=SCRIPTS)
    with path.open("rb") as file:
        return read_po(file, locale=name, domain=SCRIPTS)


def script_messages(code: str) -> Catalog:
    """What we say in scripts in a language: what others lack, and what we have mended."""
    ours = read_catalogue(code, SCRIPTS)
    catalogue = Catalog(project="portal", charset="utf-8", fuzzy=False)
    for package in SCRIPTS_OF:
        theirs = said_by_scripts(package, code)
        for message in said_by_scripts(package):
            if message.id and (
                is_untranslated(message, theirs) or ours.get(message.id, message.context)
            ):
                catalogue.add(
                    message.id,
                    locations=[(package, 1)],
                    auto_comments=message.auto_comments,
                    context=message.context,
                )
    return catalogue


def is_untranslated(message: Message, catalogue: Catalog) -> bool:
    """Whether a catalogue does not say a message, or not in all of its forms."""
    found = catalogue.get(message.id, message.context)
    return found is None or found.fuzzy or not all(forms(found.string))


def forms(said: object) -> tuple[str, ...]:
    """A translation's forms: several of what has a plural."""
    return tuple(said) if isinstance(said, list | tuple) else (str(said or ""),)


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*")):
            is_code = path.suffix == ".py" and "migrations" not in path.parts
            if is_code or (path.suffix in {".html", ".txt"} and "templates" in path.parts):
                yield path


def _messages(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into something that reads like Python, but for the indentation.
        text = re.sub(r"^[ \t]+", "", templatize(text), flags=re.MULTILINE)
    source = BytesIO(text.encode())
    yield from extract(
        "python",
        source,
        keywords=KEYWORDS,
        comment_tags=COMMENT_TAGS,
        options={"encoding": "utf-8"},
    )


def update(code: str, template: Catalog, domain: str = PAGES) -> None:
    """Bring a language's catalogue up to date: new strings come in empty, gone ones go."""
    catalogue = read_catalogue(code, domain)
    # A copy: the catalogue keeps the template's own message objects.
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # What is marked as fuzzy as a whole is left out, without a word, when catalogues are compiled.
    catalogue.fuzzy = False
    if code == "en":
        for message in catalogue:
            if message.id:
                message.string = message.id
    path = catalogue_path(code, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=99, omit_header=False, include_lineno=False, sort_output=True
        )


if __name__ == "__main__":
    messages = extract_messages()
    for locale_code in sys.argv[1:] or SHIPPED.split(","):
        update(locale_code, messages)
        if locale_code != SOURCE and (wanted := script_messages(locale_code)):
            update(locale_code, wanted, SCRIPTS)
