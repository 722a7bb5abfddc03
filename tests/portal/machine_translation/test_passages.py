"""Passages as engines read them, and what is no translation of one."""

from hypothesis import given
from hypothesis import strategies as st

from portal.machine_translation.passages import (
    Passage,
    Placeholder,
    TagRole,
    characters,
    fits,
    from_tagged,
    tagged,
)

BEGIN, END, CODE = (
    Placeholder(1, TagRole.BEGINS),
    Placeholder(1, TagRole.ENDS),
    Placeholder(2, TagRole.ALONE),
)
SAID: Passage = ("Åbn ", BEGIN, "hub & port", END, " ", CODE)

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """Texts with marks that are nested as markup is."""
    pieces: list[str | Placeholder] = []
    open_ones: list[int] = []
    for number in range(1, draw(st.integers(1, 6))):
        pieces.append(draw(words))
        match draw(st.sampled_from(["begin", "end", "alone"])):
            case "begin":
                open_ones.append(number)
                pieces.append(Placeholder(number, TagRole.BEGINS))
            case "end" if open_ones:
                pieces.append(Placeholder(open_ones.pop(), TagRole.ENDS))
            case _:
                pieces.append(Placeholder(number, TagRole.ALONE))
    pieces += [Placeholder(number, TagRole.ENDS) for number in reversed(open_ones)]
    return tuple(pieces)


@given(passages())
def test_what_is_written_as_markup_is_read_as_it_was(passage: Passage) -> None:
    assert from_tagged(tagged(passage)) == passage
    assert fits(passage, passage)


def test_markup_costs_nothing() -> None:
    assert tagged(SAID) == 'Åbn <g id="1">hub &amp; port</g> <x id="2"/>'
    assert characters(SAID) == len("Åbn hub & port ")


def test_engines_may_write_marks_their_own_way() -> None:
    assert from_tagged("Åpne <g id='1'>hub</g> <x id=\"2\"></x>") == (
        *("Åpne ", BEGIN, "hub", END, " ", CODE),
    )
    assert from_tagged("a < b &lt;i&gt;") == ("a < b <i>",)


def test_no_translation_has_lost_or_doubled_a_mark_crossed_two_or_no_words() -> None:
    second = Placeholder(3, TagRole.BEGINS), Placeholder(3, TagRole.ENDS)
    assert fits(SAID, (CODE, " åpne ", BEGIN, "hub", END))
    for garbled in (
        ("Åpne ", BEGIN, "hub", END),
        (*SAID, CODE),
        ("Åpne ", END, "hub", BEGIN, CODE),
        (BEGIN, END, CODE),
        (),
    ):
        assert not fits(SAID, garbled)
    two = ("a ", BEGIN, "b", END, second[0], "c", second[1])
    assert not fits(two, ("a ", BEGIN, second[0], "b", END, "c", second[1]))
