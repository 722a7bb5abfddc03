"""Names nobody can be deceived by, each refusal with a reason."""

import pytest
from django.core.exceptions import ValidationError

from portal.accounts import names


@pytest.mark.parametrize(
    "name",
    [
        "WarmToes42",
        "Den lune ræv",
        "ζεστό_σπίτι",
        "دفا وقهوة",
        "Anna Παπαδοπούλου",
        "李雷",
        "李",
        "Å",
    ],
)
def test_honest_names_are_kept(name: str) -> None:
    assert names.clean_name(f" {name} ") == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ann‮a", "invisible"),
        ("Ann\u200ba", "invisible"),
        ("Ann\u00ada", "invisible"),
        ("Ann\x00a", "invisible"),
        ("Ann\nB", "invisible"),
        ("Ann\ud800", "invisible"),
        ("\u3164\u3164\u3164", "invisible"),
        ("Pаypal", "mixed"),
        ("Αnna", "mixed"),
        ("", "length"),
        ("x" * 61, "length"),
        ("-- !", "letters"),
        ("Z" + "\u0335\u0336\u0337\u0338" * 3, "marks"),
        ("www.zq.example", "address"),
        ("Φτηνά στο zq．shop", "address"),
        ("me@zq.com", "address"),
    ],
)
def test_deceiving_names_are_refused_with_a_reason(name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        names.clean_name(name)
    assert refusal.value.code == code
    assert refusal.value.messages[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari", "kаri"),
        ("Eleni", "E1eni"),
        ("Ása", "asa"),
        ("Varme Pumpe", "varmepumpe"),
        ("Oslo", "0sl0"),
    ],
)
def test_names_that_look_alike_have_one_key(one: str, other: str) -> None:
    assert names.key_of(one) == names.key_of(other)
