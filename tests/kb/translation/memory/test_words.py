"""Words are found in every script, whatever their case and marks."""

import pytest

from kb.translation.memory.words import numbers, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Open the Valve, twice!", ["open", "the", "valve", "twice"]),
        ("Ανοίξτε τη ΒΑΛΒΊΔΑ.", ["ανοιξτε", "τη", "βαλβιδα"]),
        ("Åbn blåt låg", ["abn", "blat", "lag"]),
        ("اِضغَط ٢٥ مرّة", ["اضغط", "25", "مرة"]),
        ("打开集线器", ["打开", "开集", "集线", "线器"]),
        ("E-77: Ctrl+R", ["e", "77", "ctrl", "r"]),
        ("…", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_each_pair_of_languages_has_words_of_its_own() -> None:
    assert numbers(["hub"], 1, 2).isdisjoint(numbers(["hub"], 2, 1))
    assert all(-(2**63) <= number < 2**63 for number in numbers(["hub", "κόμβος"], 1, 2))
