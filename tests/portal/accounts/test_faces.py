"""Initials in every script; the colour is the account's, and nothing of it is read out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.faces import TINTS, face, initials
from portal.accounts.models import User


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        *(
            ("Kari Nordmann", "KN"),
            ("kari anne nordmann", "KN"),
            ("Siti", "S"),
            ("Åse Ødegård", "ÅØ"),
        ),
        *(("Άννα Έλληνα", "ΑΕ"), ("ιωάννης", "Ι"), ("Ϊων", "Ι")),
        *(("ليلى حداد", "ل"), ("王小明", "王"), ("山田 太郎", "山"), ("דוד כהן", "דכ")),
        *(("Иван Петров", "ИП"), ("क्षमा", "क्"), ("Kari 王", "K"), ("Μαρία 3", "Μ"), ("007", "0")),
        *(("«Νίκος» <b>", "Ν"), ("“Per” Olsen", "PO"), ("ßen", "ß"), ("---", "-"), ("  ", "")),
        *(("👩‍💻 Kari", "👩‍💻"), ("🇬🇷", "🇬🇷"), ("👍🏽", "👍🏽"), ("🌞Ola", "O")),
    ],
)
def test_a_name_has_its_initials(name: str, signs: str) -> None:
    assert initials(name) == signs


@given(st.text(min_size=1, max_size=60))
def test_any_name_has_a_round_that_holds_no_markup_of_its_own(name: str) -> None:
    html = face(User(pk=7, display_name=name))
    inside = html.removesuffix("</span>").rpartition(">")[2]
    assert "<" not in inside
    assert 'aria-hidden="true"' in html


def test_a_colour_stays_with_its_account_and_all_are_used() -> None:
    def tint(number: int, name: str) -> str:
        return str(face(User(pk=number, display_name=name))).split('"')[1]

    assert tint(5, "Νίκος") == tint(5, "Maria")
    assert len({tint(number, "") for number in range(200)}) == TINTS
