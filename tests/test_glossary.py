"""docs/glossary.md: every word of it names something, and no table's own word lacks there."""

import re
from pathlib import Path
from pkgutil import resolve_name

from django.apps import apps

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
ROOMS = {"portal", "kb", "community", "search"}
_ROW = re.compile(r"^\| (?P<word>[a-z][a-z -]*) \| (?P<says>.+\.) \| `(?P<where>[\w.]+)` \|$")


def _rows() -> list[tuple[str, str]]:
    """Each word, and the dotted name of where it lives."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")][2:]
    rows = [_ROW.match(line) for line in table]
    assert all(rows), [line for line, row in zip(table, rows, strict=True) if not row]
    return [(row["word"], row["where"]) for row in rows if row]


def test_each_word_names_a_module_or_a_class_that_there_is() -> None:
    for _word, where in _rows():
        assert resolve_name(where), where


def test_words_stand_once_and_by_the_alphabet() -> None:
    words = [word for word, _where in _rows()]
    assert words == sorted(set(words))


def test_a_table_that_is_called_by_one_word_stands_there() -> None:
    """What two words say together explains itself: a contact request, a past query."""
    known = [resolve_name(where) for _word, where in _rows()]
    lacking = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in ROOMS
        and re.fullmatch("[A-Z][a-z]+", model.__name__)
        and model not in known
    ]
    assert not lacking
