"""The beginning of a text, and the language it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import locales
from portal.text import excerpt, guess_language

anything = st.text(st.characters(exclude_categories=()))


@given(anything, st.integers(1, 40))
def test_an_excerpt_is_one_line_and_never_too_long(text: str, length: int) -> None:
    cut = excerpt(text, length)

    cut.encode()
    assert len(cut) <= length
    assert "\n" not in cut


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Reset your password", 80, "Reset your password"),
        ("Reset your password", 19, "Reset your password"),
        ("Reset your password", 18, "Reset your…"),
        ("Reset your password", 12, "Reset your…"),
        ("Reset,  your\npassword", 7, "Reset…"),
        ("再設定する方法を教えてください", 6, "再設定する…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("", 5, ""),
    ],
)
def test_excerpts_by_example(text: str, length: int, cut: str) -> None:
    assert excerpt(text, length) == cut


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("How do I reset my password after moving house?", "en"),
        ("Huben min viser bare rødt lys etter oppdateringen, og jeg kommer ikke på nett", "nb"),
        ("Min hub viser kun rødt lys efter opdateringen, og jeg kan ikke komme på nettet", "da"),
        ("Hur återställer jag mitt lösenord när jag har flyttat?", "sv"),
        ("Πώς αλλάζω τον κωδικό μου;", "el"),
        ("Bagaimana cara mengatur ulang kata sandi saya setelah pindah rumah?", "id"),
        ("كيف أعيد تعيين كلمة المرور بعد الانتقال؟", "ar"),
        ("Wie setze ich mein Passwort nach dem Umzug zurück?", None),
        ("Comment réinitialiser mon mot de passe après le déménagement ?", None),
        ("با سلام رمز عبور خود را فراموش کرده ام", None),
        ("wifi", None),
        ("E-1042 0x80070057 https://example.com/reset", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_or_that_it_is_not_clear(text: str, code: str | None) -> None:
    assert guess_language(text) == code


@given(anything)
def test_any_text_has_an_interface_language_or_none(text: str) -> None:
    assert guess_language(text) in {*locales.codes(), None}
