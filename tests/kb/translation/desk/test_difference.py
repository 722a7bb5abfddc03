"""What has changed between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.translation.desk.carrying import is_carried
from kb.translation.desk.difference import difference


def test_what_went_and_what_came_is_marked() -> None:
    found = difference("Περιμένετε 10 λεπτά.", "Περιμένετε 15 λεπτά.")
    assert [(one.kind, one.text.strip()) for one in found] == [
        *(("same", "Περιμένετε"), ("del", "10"), ("ins", "15"), ("same", "λεπτά.")),
    ]


@given(st.text(), st.text())
def test_both_texts_are_in_it(old: str, new: str) -> None:
    found = difference(old, new)
    assert "".join(one.text for one in found if one.kind != "ins") == old
    assert "".join(one.text for one in found if one.kind != "del") == new


@pytest.mark.parametrize("text", ["Ctrl+R", "E-77", "<code>npm install</code>", "12", "hub_reset"])
def test_codes_and_keys_are_carried_over(text: str) -> None:
    assert is_carried(text)


@pytest.mark.parametrize("text", ["Press it", "Πατήστε 2", "well-known", "and/or", "اضغط", "Hub"])
def test_words_are_not(text: str) -> None:
    assert not is_carried(text)
