"""A snippet in a text: its id, in Markdown and in the database, and nothing to translate."""

from typing import Any

import pytest
from wagtail import blocks
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from kb.blocks import KINDS, snippet
from kb.blocks.snippet import Snippet
from kb.importing import body, markdown_out
from kb.importing.markdown_in import MarkdownParser
from kb.plain_text import plain_text

MARKDOWN = ":::snippet ring-til-os\n:::\n"


def stored(*slugs: str) -> Any:
    raw = body.write(tuple(map(Snippet, slugs)), store=lambda image: 0)
    return blocks.StreamBlock(KINDS.fields()).to_python(raw)


def test_it_goes_through_markdown_and_the_database() -> None:
    document = MarkdownParser().read(MARKDOWN)
    assert document == (Snippet("ring-til-os"),)
    assert markdown_out.write(document) == MARKDOWN
    raw = list(stored("ring-til-os").raw_data)
    assert body.read(raw, image=lambda number: ("", "")) == document


def test_it_knows_its_line() -> None:
    (_text, found) = MarkdownParser(first_line=4).read(f"Først.\n\n{MARKDOWN}")
    assert isinstance(found, Snippet)
    assert found.line == 6


@pytest.mark.parametrize(
    ("markdown", "line", "said"),
    [
        (":::snippet\n:::\n", 1, "needs the id"),
        (":::snippet Ring til os\n:::\n", 1, "needs the id"),
        (":::snippet ring-til-os\n\nΚείμενο\n:::\n", 3, "holds no text"),
        (":::snippet ring-til-os\n", 1, "never closed"),
        ("- Πρώτα\n\n  :::snippet ring-til-os\n  :::\n", 3, "cannot stand in a list"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(markdown: str, line: int, said: str) -> None:
    reader = MarkdownParser()
    reader.read(markdown)
    (fault,) = reader.log.faults
    assert fault.line == line
    assert said in fault.message


def test_an_article_translates_and_says_nothing_of_it() -> None:
    value = stored("ring-til-os")
    assert StreamFieldSegmentExtractor(None).handle_stream_block(value) == []
    assert plain_text(value) == ""


def test_each_is_held_once_and_an_empty_one_is_none() -> None:
    raw = [{"type": snippet.NAME, "value": slug} for slug in ("a", "", "b", "a", None)]
    assert snippet.held(raw) == ["a", "b"]
