"""Every interface string exists in every language.

What scripts of editors' pages say is asked of what is served: tests/kb/test_speaking.py.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from portal import locales
from tools.messages import (
    PAGES,
    SCRIPTS,
    SCRIPTS_OF,
    borrowed,
    extract_messages,
    forms,
    is_untranslated,
    read_catalogue,
    said_by_scripts,
)

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(s)")


def _placeholders(message: Message, form: str) -> set[str]:
    named = {name for names in PLACEHOLDER.findall(form) for name in names if name}
    braces = {name for _, name, _, _ in Formatter().parse(form) if name} if "{" in form else set()
    return named | braces


@pytest.mark.parametrize("code", locales.codes())
def test_every_interface_string_is_translated(code: str) -> None:
    catalogue = read_catalogue(code)
    missing = [
        wanted.id
        for wanted in extract_messages()
        if wanted.id and is_untranslated(wanted, catalogue)
    ]
    assert not missing, f"{len(missing)} strings lack a translation into {code}: {missing[:20]}"


def test_what_is_borrowed_is_said_by_an_app_of_others() -> None:
    """Else its translations would be kept for nothing."""
    said = set()
    for package in ("django", "wagtail", "wagtail_localize", "allauth"):
        for path in Path(str(find_spec(package).origin)).parent.rglob("en/LC_MESSAGES/django.po"):
            with path.open("rb") as file:
                said |= {(message.id, message.context) for message in read_po(file)}
    assert [one.id for one in borrowed() if (one.id, one.context) not in said] == []


@pytest.mark.parametrize("code", locales.codes())
def test_what_we_say_in_scripts_is_asked_for_by_scripts_of_others(code: str) -> None:
    said = {one.id for package in SCRIPTS_OF for one in said_by_scripts(package)}
    assert {one.id for one in read_catalogue(code, SCRIPTS)} - said == set()


@pytest.mark.parametrize("domain", [PAGES, SCRIPTS])
@pytest.mark.parametrize("code", locales.codes())
def test_a_catalogue_is_not_marked_as_fuzzy_or_it_would_not_be_compiled(
    code: str, domain: str
) -> None:
    assert not read_catalogue(code, domain).fuzzy


@pytest.mark.parametrize("domain", [PAGES, SCRIPTS])
@pytest.mark.parametrize("code", locales.codes())
def test_a_translation_names_the_same_placeholders(code: str, domain: str) -> None:
    wrong = []
    for message in read_catalogue(code, domain):
        if not message.id or not message.string:
            continue
        wanted = set.union(*(_placeholders(message, form) for form in forms(message.id)))
        for form in forms(message.string):
            # A plural form may leave out the number ("one answer"), never name something else.
            extra = _placeholders(message, form) - wanted
            lost = wanted - _placeholders(message, form)
            if extra or (lost and not message.pluralizable):
                wrong.append((message.id, form))
    assert not wrong
