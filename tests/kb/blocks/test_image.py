"""A picture that shows words: said in files, and stored only where it is said."""

import pytest
from wagtail import blocks

from kb.blocks import KINDS
from kb.blocks.image import Image
from kb.importing import markdown_out
from kb.importing.markdown_in import MarkdownParser
from kb.translation import pieces

SCREEN = Image("skærm.png", "Menuen", "Sådan ser den ud", shows_words=True)
MARKDOWN = """:::picture-with-words
![Menuen](skærm.png "Sådan ser den ud")
:::
"""


def test_a_picture_that_shows_words_is_said_in_a_file() -> None:
    assert markdown_out.write((SCREEN,)) == MARKDOWN
    assert MarkdownParser().read(MARKDOWN) == (SCREEN,)


@pytest.mark.parametrize("inside", ["", "Ord.", "![a](a.png)\n\n![b](b.png)", "![a](a.png) ord"])
def test_the_box_holds_one_picture_and_nothing_else(inside: str) -> None:
    reader = MarkdownParser()
    assert reader.read(f":::picture-with-words\n{inside}\n:::\n\nEfter.")[:-1] == ()
    [fault] = reader.log.faults
    assert "holds one picture" in fault.message


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{}, {"shows_words": False}])
def test_what_is_not_said_is_not_stored(said: dict[str, bool]) -> None:
    value = {"image": None, "alt": "Ήχος", "caption": ""}
    block = blocks.StreamBlock(KINDS.fields())
    raw = {"type": "image", "value": value | said, "id": "a"}
    stream = block.to_python([raw])
    assert not stream[0].value["shows_words"]
    assert block.get_prep_value(stream) == [raw | {"value": value}]


def test_to_say_so_changes_nothing_that_is_read() -> None:
    before = {"type": "image", "value": {"image": 7, "alt": "Ήχος", "caption": ""}}
    after = before | {"value": before["value"] | {"shows_words": True}}  # type: ignore[operator]
    assert list(pieces.in_body([before])) == list(pieces.in_body([after]))
