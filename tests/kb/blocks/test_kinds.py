"""A kind of block is one module: what is defined here is known to nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from wagtail import blocks
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from kb.blocks import KINDS, boxes
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader
from kb.blocks.text import Text
from kb.importing import body, markdown_out
from kb.importing.document import Body
from kb.importing.markdown_in import MarkdownParser
from kb.plain_text import plain_text
from kb.prose.nodes import ItemList, Node, Paragraph, Run
from kb.prose.tokens import Nested


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock()
    meaning = blocks.CharBlock()


@dataclass(frozen=True, slots=True)
class Term(Block):
    term: str
    meaning: str


class TermKind(BlockKind[Term]):
    name = "term"
    place = 90
    node = Term
    boxes = ("term",)

    def field(self) -> blocks.Block:
        return TermBlock()

    def store(self, node: Term, keep: Keep) -> Any:
        return {"term": node.term, "meaning": node.meaning}

    def load(self, value: Any, describe: Describe) -> Term:
        return Term(value["term"], value["meaning"])

    def markdown(self, node: Term, name_of: FileName) -> str:
        return boxes.write("term", f"{node.term}: {node.meaning}")

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Term]:
        pairs = (text.partition(":") for _line, text in boxes.lines(reader, nested))
        return [Term(term.strip(), meaning.strip()) for term, _colon, meaning in pairs]

    def running_text(self, node: Term) -> list[Node]:
        return [Paragraph((Run(node.term, bold=True), Run(f": {node.meaning}")))]

    def plain(self, value: Any) -> Iterable[str]:
        return [f"{value['term']}: {value['meaning']}"]


MARKDOWN = ":::term\nΜπόιλερ: ζεσταίνει το νερό\n:::\n"
TERM = Term("Μπόιλερ", "ζεσταίνει το νερό")


@pytest.fixture(autouse=True)
def with_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, table in vars(KINDS).items():
        monkeypatch.setattr(KINDS, name, dict(table))
    KINDS.add(TermKind())


def stored(document: Body) -> Any:
    raw = body.write(document, store=lambda image: 0)
    return blocks.StreamBlock(KINDS.fields()).to_python(raw)


def test_a_kind_of_block_goes_through_markdown_and_the_database() -> None:
    assert MarkdownParser().read(MARKDOWN) == (TERM,)
    assert markdown_out.write((TERM,)) == MARKDOWN
    raw = list(stored((TERM,)).raw_data)
    assert body.read(raw, image=lambda number: ("", "")) == (TERM,)


def test_a_kind_of_block_is_found_and_translated() -> None:
    value = stored((TERM,))
    assert plain_text(value) == "Μπόιλερ: ζεσταίνει το νερό"
    segments = StreamFieldSegmentExtractor(None).handle_stream_block(value)
    assert [segment.string.data for segment in segments] == ["Μπόιλερ", "ζεσταίνει το νερό"]


def test_a_kind_of_block_is_its_text_where_none_can_stand() -> None:
    (text,) = MarkdownParser().read("- Πρώτα\n\n  :::term\n  Μπόιλερ: θερμαίνει\n  :::\n")
    assert isinstance(text, Text)
    (items,) = text.nodes
    assert isinstance(items, ItemList)
    assert items.items[0].chunks[1] == Paragraph((Run("Μπόιλερ", bold=True), Run(": θερμαίνει")))


def test_an_unknown_box_is_told_which_kinds_there_are() -> None:
    reader = MarkdownParser()
    reader.read(":::ukendt\nx\n:::")
    (fault,) = reader.log.faults
    assert "keys, applies-to" in fault.message
    assert fault.message.endswith(" or term")


def test_a_kind_of_block_is_shown_in_its_place_in_the_menu() -> None:
    assert list(KINDS.by_name)[:3] == ["text", "steps", "note"]
    assert list(KINDS.by_name)[-1] == "term"
