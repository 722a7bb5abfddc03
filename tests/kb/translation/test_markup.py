"""Markup as marks: whatever is typed comes out valid, with nothing that the segment has not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue, validate_translation_links

from kb.translation.markup import from_typed, marks, numbered, plain, typed

SOURCE = (
    'See <a id="a1">the <b>new</b> hub</a>, <code>E-1042</code> &amp; <a id="a2">more</a>.<br/>Now'
)
TYPED = "See <1>the <2>new</2> hub</1>, <3/> & <4>more</4>.\nNow"


def test_text_alone_has_no_markup() -> None:
    assert plain(SOURCE) == "See the new hub, E-1042 & more.\nNow"


def test_a_segment_comes_back_as_it_was() -> None:
    known = numbered(SOURCE)
    assert typed(SOURCE, known) == TYPED
    assert from_typed(TYPED, known) == SOURCE
    assert [mark.label for mark in known] == ["", "", "E-1042", ""]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Δείτε <1>τον κόμβο", 'Δείτε <a id="a1">τον κόμβο</a>'),
        ("< 1 >ένα</ 1 >", '<a id="a1">ένα</a>'),
        ("<١>واحد</١>", '<a id="a1">واحد</a>'),
        ("ένα</1>", "ένα"),
        ("<1>ένα<1>δύο</1>", '<a id="a1">έναδύο</a>'),
        ("<1>ένα <2>δύο</1> τρία</2>", '<a id="a1">ένα <b>δύο</b></a> τρία'),
        ("<9>ένα</9>", "&lt;9&gt;ένα&lt;/9&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("Κωδικός E-1042.", "Κωδικός <code>E-1042</code>."),
        ("E-10421 <3/>", "E-10421 <code>E-1042</code>"),
    ],
)
def test_what_is_typed_wrong_is_put_right(text: str, html: str) -> None:
    assert from_typed(text, numbered(SOURCE)) == html


@given(
    st.lists(st.sampled_from(["<1>", "</1>", "<2>", "</2>", "<3/>", "<4>", "</4>", "α", "<", "&"]))
)
def test_whatever_is_typed_is_a_valid_translation(pieces: list[str]) -> None:
    known = numbered(SOURCE)
    html = from_typed("".join(pieces), known)
    assert StringValue.from_translated_html(html).data == html
    validate_translation_links(SOURCE, html)
    found = numbered(SOURCE, html)
    assert from_typed(typed(html, found), found) == html


def test_markup_of_the_translations_own_is_kept() -> None:
    translation = 'Δείτε <a id="a1">τον κόμβο</a> <i>τώρα</i>'
    known = numbered(SOURCE, translation)
    assert len(known) == len(marks(SOURCE)) + 1
    assert from_typed(typed(translation, known), known) == translation


def test_another_sentences_translation_takes_the_marks_of_this_one() -> None:
    known = numbered('Open <b>Settings</b> and <a id="a1">read</a>.')
    other = 'Ανοίξτε <b>Ρυθμίσεις</b>, <i>ναι</i>, <code>x</code> <a id="a7">διαβάστε</a>.'
    assert typed(other, known) == "Ανοίξτε <1>Ρυθμίσεις</1>, ναι, x <2>διαβάστε</2>."


def test_no_translation_has_a_mark_that_is_left_open() -> None:
    assert not re.search(r"<b>[^<]*$", from_typed("<2>μισό", numbered(SOURCE)))
