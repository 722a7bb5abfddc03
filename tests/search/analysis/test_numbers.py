"""A number, a measure, a version, a name with a sign: found however it is written, and only so."""

import pytest

from search.analysis.analyser import analyser
from search.queries import parse


def asks_for(typed: str, text: str, locale: str = "en") -> bool:
    """Whether a text has all that is typed, as both engines compare them."""
    forms = analyser(locale).all_forms(text)
    stems = {one.stem for one in forms}
    spellings = {other for one in forms for other in (*one.extra, *one.parts)}
    return all(
        term.stem in stems or not spellings.isdisjoint(term.spellings)
        for term in parse(typed, locale).terms
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("230V", "Feed it with 230 V."),
        ("230 V", "(230V)"),
        ("230 v", "230\u00a0V"),
        ("1.5V", "two of 1.5 V"),
        ("16A", "A fuse of 16 A. No more"),
        ("v2.10.3", "Firmware 2.10.3"),
        ("2.10.3", "since v2.10.3"),
        ("1250000", "It holds 1,250,000 readings"),
        ("1250000", "1.250.000"),
        ("1250000", "1 250 000 kr"),
        ("1250000", "1\u202f250\u202f000."),
        ("1250000", "١٬٢٥٠٬٠٠٠"),
        ("1,250,000", "1250000"),
        ("1.250.000", "1 250 000"),
        ("250", "250 000 or 250"),
        ("C++", "Write it in C++."),
        ("c#", "C++ and C#"),
        ("notepad", "Open Notepad++"),
        ("2026-11-30", "on 2026-11-30"),
    ],
)
def test_it_is_found_as_it_is_typed(typed: str, text: str) -> None:
    assert asks_for(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("C++", "class C filters, vitamin C"),
        ("C++", "C#"),
        ("230V", "230 readings"),
        ("v2.10.3", "2.10.4"),
        ("1250000", "1,250,001"),
        ("1250000", "1,250 000"),
        ("E-1042", "E-1043 1042"),
    ],
)
def test_nothing_else_is(typed: str, text: str) -> None:
    assert not asks_for(typed, text)
