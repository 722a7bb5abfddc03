"""How large a change of the source is proposed to be; nobody is asked to believe it unread."""

from typing import Any

import pytest

from kb.translation.pieces import SegmentPiece, in_body
from kb.translation.weight import Weight, proposed

FILLER = "<p>Αυτό το κείμενο μένει όπως ήταν, με όλες τις λέξεις του στη θέση τους.</p>" * 3


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": "1"}


def steps(*texts: str) -> dict[str, Any]:
    return block("steps", [{"type": "item", "value": text, "id": text} for text in texts])


def text(*paragraphs: str) -> list[Any]:
    return [block("text", FILLER + "".join(f"<p>{one}</p>" for one in paragraphs))]


def weight(before: list[Any], after: list[Any]) -> Weight:
    """Proposed one way and the other: what is done may be undone, and weighs as much."""
    found = proposed(list(in_body(before)), list(in_body(after)))
    assert proposed(list(in_body(after)), list(in_body(before))) == found
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Press the button", "Press the button."),
        ("Press  the button.", "Press the button."),
        ("press the button.", "Press the button!"),
        ("Πατήστε το κουμπί;", "Πατήστε το κουμπί."),
        ("Πατήστε το κουμπι.", "Πατήστε το κουμπί."),
        ("Åbn vinduet forsigtgt.", "Åbn vinduet forsigtigt."),
        ("Vent på sinalet.", "Vent på signalet."),
        ("اضغط الزر الأخضر", "اضغط الزر الأخضر."),
        ("It is <b>quiet</b>.", "It is quiet."),
        ("It says “quiet” – always.", 'It says "quiet" - always.'),
    ],
)
def test_what_says_the_same_is_trivial(before: str, after: str) -> None:
    assert weight(text(before), text(after)) == Weight.TRIVIAL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait 5 minutes.", "Wait 6 minutes."),
        ("Wait 1.5 minutes.", "Wait 15 minutes."),
        ("Set it to 5 °C.", "Set it to -5 °C."),
        ("Version 2.1 and later.", "Version 2.10 and later."),
        ("It costs 1,000 kr.", "It costs 1.000 kr."),
        ("Περιμένετε ٥ λεπτά.", "Περιμένετε ٦ λεπτά."),
        ("It says E-1042.", "It says E-1043."),
        ("Wait 5 minutes.", "Wait some minutes."),
    ],
)
def test_another_number_is_major(before: str, after: str) -> None:
    assert weight(text(before), text(after)) == Weight.MAJOR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is hot.", "It is not."),
        ("You can open it.", "You can't open it."),
        ("Do not open it.", "Do open it."),
        ("You enable it.", "You unable it."),
        ("Set it to 5 °C.", "Set it to 5 %C."),
        ("It costs €5.", "It costs $5."),
        ("Wait 5 minutes.", "Wait 5 hours."),
        ("Run <code>ls -a</code>.", "Run <code>ls a</code>."),
        (
            'See <a href="https://example.org/a">it</a>.',
            'See <a href="https://example.org/b">it</a>.',
        ),
        (
            'See <a linktype="article" family="a">it</a>.',
            'See <a linktype="article" family="b">it</a>.',
        ),
        ("Το νερό είναι ζεστό.", "Το νερό είναι κρύο."),
    ],
)
def test_other_words_links_and_signs_are_minor(before: str, after: str) -> None:
    assert weight(text(before), text(after)) == Weight.MINOR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([steps("Open it", "Close it")], [steps("Open it.", "Close it")]),
        (
            [block("warning", {"text": "<p>It is hot</p>"})],
            [block("warning", {"text": "<p>It is hot.</p>"})],
        ),
        (
            [block("text", "<ol><li>Open it</li></ol>")],
            [block("text", "<ol><li>Open it.</li></ol>")],
        ),
        (
            [block("code", {"text": "a", "language": "sh"})],
            [block("code", {"text": "A", "language": "sh"})],
        ),
        ([block("keys", {"text": "Ctrl+R"})], [block("keys", {"text": "Ctrl-R"})]),
        ([block("image", {"image": 1, "alt": "x"})], [block("image", {"image": 2, "alt": "x"})]),
    ],
)
def test_a_step_a_warning_a_code_or_a_picture_is_never_trivial(before: Any, after: Any) -> None:
    assert weight([*text(), *before], [*text(), *after]) == Weight.MINOR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([steps("Open it.")], [steps("Open it.", "Close it.")]),
        ([steps("Open it.", "Close it.")], [steps("Close it.", "Open it.")]),
        (
            [block("text", "<ol><li>A</li><li>B</li></ol>")],
            [block("text", "<ol><li>B</li><li>A</li></ol>")],
        ),
        ([], [block("warning", {"text": "<p>It is hot.</p>"})]),
        ([block("applies_to", {"version": "2.1"})], [block("applies_to", {"version": "2.2"})]),
    ],
)
def test_steps_and_warnings_that_come_go_or_move_are_major(before: Any, after: Any) -> None:
    assert weight([*text(), *before], [*text(), *after]) == Weight.MAJOR


def test_a_new_paragraph_is_minor_and_another_text_is_major() -> None:
    assert weight(text("Ένα."), text("Ένα.", "Και κάτι ακόμη.")) == Weight.MINOR
    assert weight(text("Ένα.", "Δύο."), text("Δύο.", "Ένα.")) == Weight.MINOR
    other = [block("text", "<p>Εντελώς άλλες λέξεις που δεν έχουν σχέση.</p>")]
    assert weight(text("Ένα."), other) == Weight.MAJOR


def test_nothing_is_trivial_and_keywords_are_minor() -> None:
    same = list(in_body(text("Ένα.")))
    assert proposed(same, same) == Weight.TRIVIAL
    keyword = SegmentPiece("keywords", "θόρυβος")
    assert proposed(same, [keyword, *same]) == Weight.MINOR
