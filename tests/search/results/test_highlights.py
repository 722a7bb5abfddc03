from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.analysis.analyser import analyser
from search.results import highlights

WORDS = (
    "batteri",
    "Batterier",
    "a.b-C",
    "μπαταρίας",
    "μπαταρια",
    "電池",
    "لبطارية",
    "a",
    "aa",
    "<b>",
)
TEXTS = some.lists(
    some.tuples(some.sampled_from(WORDS), some.sampled_from((" ", "  ", "\n", "\u00a0", ".", "")))
).map(lambda parts: "".join(word + after for word, after in parts))


@given(TEXTS, some.sampled_from(("da", "el", "ar", "ja")), some.sampled_from(WORDS))
def test_marked_are_the_words_with_a_wanted_form_and_no_others(
    text: str, locale: str, word: str
) -> None:
    tokens = list(analyser(locale).tokens(text))
    wanted = {form for token in analyser(locale).tokens(word) for form in token.forms.all}
    expected = {
        at
        for token in tokens
        if wanted.intersection(token.forms.all)
        for at in range(token.start, token.end)
    }
    at, inside, found = 0, False, set()
    for piece in (
        str(highlights.marked(text, locale, wanted)).replace("</mark>", "<mark>").split("<mark>")
    ):
        if inside:
            found.update(range(at, at + len(unescape(piece))))
        at, inside = at + len(unescape(piece)), not inside
    assert found == expected
    assert at == len(text), "nothing is lost"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("banana banan bananas", "banana <mark>banan</mark> bananas"),
        ("xbanan banan.", "xbanan <mark>banan</mark>."),
        ("banan", "<mark>banan</mark>"),
    ],
)
def test_a_word_within_another_is_not_marked(text: str, marked: str) -> None:
    assert highlights.marked(text, "ja", {"banan"}) == marked
