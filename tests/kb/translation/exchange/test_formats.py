"""PO and XLIFF: what is written is read again as it was, whatever the texts hold."""

from dataclasses import replace
from html import escape

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.translation.exchange import po, xliff
from kb.translation.exchange.formats import FORMATS, Format
from kb.translation.exchange.inline import misfits
from kb.translation.exchange.units import Document, Unit, UnitState, unit_of, units_of
from kb.translation.markup import marks
from kb.translation.segments import Origin, Segment

SOURCE = 'Open <b>Settings</b> &amp; <a id="a1">read <i>this</i></a>: <code>x &lt; 1</code>.'
GREEK = '<a id="a1">Διαβάστε <i>αυτό</i></a> στις <b>Ρυθμίσεις</b>: <code>x &lt; 1</code>.'

_words = st.text(st.sampled_from("aß ά/\"\\'<>&1;\n\t%#\u2028م"), max_size=8).map(escape)
_inline = st.one_of(
    _words,
    _words.map(lambda text: f"<b>{text}</b>"),
    _words.map(lambda text: f'<a id="a1">{text}<i>{text}</i></a>'),
    _words.map(lambda text: f"<code>{text}</code>"),
)
_html = st.lists(_inline, max_size=4).map("".join)
_segments = st.lists(
    st.builds(
        Segment,
        path=st.sampled_from(["title", "body.1f", "body.2e.text"]),
        order=st.just(0),
        source=_html,
        translation=_html,
        old_translation=_html,
        needs_review=st.booleans(),
    ),
    max_size=4,
)


def document(*segments: Segment, target: str = "el") -> Document:
    return Document(
        article="cold-room", source="en", target=target, units=units_of(list(segments))
    )


def read_again(how: Format, given: Document) -> Document:
    return how.read(how.written(given))


def bare(unit: Unit, how: Format) -> Unit:
    """What a file says of a unit: PO has no word for what nobody has translated."""
    state = UnitState.DONE if how is FORMATS["po"] and not unit.target else unit.state
    state = UnitState.OPEN if how is FORMATS["xlf"] and not unit.target else state
    return replace(unit, before="", known=(), state=state)


@pytest.mark.parametrize("how", FORMATS.values(), ids=FORMATS)
@settings(max_examples=60, deadline=None)
@given(segments=_segments)
def test_what_goes_out_comes_in_as_it_was(how: Format, segments: list[Segment]) -> None:
    given = document(*segments)
    found = read_again(how, given)
    assert found == replace(given, units=[bare(unit, how) for unit in given.units])


def test_xliff_has_elements_with_ids_for_marks() -> None:
    segment = Segment("title", 0, SOURCE, GREEK, origin=Origin.TYPED)
    text = xliff.written(document(segment)).decode()
    assert '<g id="1" ctype="bold">Settings</g> &amp; <g id="2" ctype="link">read <g' in text
    assert '<x id="4" ctype="x-code" equiv-text="x &lt; 1" />' in text
    assert 'state="translated"><g id="2" ctype="link">Διαβάστε' in text


def test_po_has_the_marks_of_the_desk_and_says_what_codes_are() -> None:
    segment = Segment("title", 0, SOURCE, GREEK, origin=Origin.TYPED)
    (entry,) = polib.pofile(po.written(document(segment)).decode())
    assert entry.msgid == "Open <1>Settings</1> & <2>read <3>this</3></2>: <4/>."
    assert entry.msgstr == "<2>Διαβάστε <3>αυτό</3></2> στις <1>Ρυθμίσεις</1>: <4/>."
    assert "<4/> x < 1" in entry.comment


@pytest.mark.parametrize(("code", "count"), [("el", 2), ("ar", 6), ("id", 1)])
def test_po_says_its_language_and_that_ones_plural_forms(code: str, count: int) -> None:
    head = polib.pofile(po.written(document(target=code)).decode()).metadata
    assert head["Language"] == code
    assert head["Plural-Forms"].startswith(f"nplurals={count};")


@pytest.mark.parametrize("how", FORMATS.values(), ids=FORMATS)
def test_what_nobody_has_looked_at_says_so(how: Format) -> None:
    machine = Segment("title", 0, "Wait.", "Vent.", origin=Origin.MACHINE, needs_review=True)
    changed = Segment("body.1", 1, "Wait 15.", old_source="Wait 10.", old_translation="Vent 10.")
    written = how.written(document(machine, changed))
    assert [unit.state for unit in how.read(written).units] == [UnitState.OPEN] * 2
    assert "Wait 10." in written.decode()


def test_what_is_the_same_in_every_language_does_not_go_out() -> None:
    code = Segment("body.1", 0, "<code>Ctrl+R</code>")
    assert not document(code).units
    assert document(replace(code, translation="<code>Ctrl+Å</code>")).units


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("<1>α</1> <2/>", []),
        ("<1>α <2/></1>", []),
        ("<1>α", ["<1>"]),
        ("α</1>", ["</1>"]),
        ("<1>α</1> <1>β</1>", ["<1>"]),
        ("<1/> <2>β</2>", ["<1/>", "<2>", "</2>"]),
        ("<9>α</9> <0/>", ["<9>", "</9>", "<0/>"]),
    ],
)
def test_marks_that_mean_nothing_are_found(text: str, wrong: list[str]) -> None:
    assert misfits(text, marks("<b>bold</b> <code>code</code>")) == wrong


def test_a_name_tells_where_a_text_stands_and_what_it_says() -> None:
    unit = unit_of(Segment("body.1f.text", 0, "Is it on?"))
    assert unit.path == "body.1f.text"
    assert unit.name != unit_of(Segment("body.1f.text", 0, "Is it off?")).name
    assert unit.name == unit_of(Segment("body.1f.text", 7, "Is it on?", "Άναψε;")).name
