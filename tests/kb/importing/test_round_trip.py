"""Markdown and rich text say the same document, there and back."""

from hypothesis import example, given, settings

from kb.blocks.text import Text
from kb.importing import markdown_out
from kb.importing.document import Body
from kb.importing.markdown_in import MarkdownParser
from kb.prose import html_in, html_out
from kb.prose.nodes import Heading, Link, Paragraph, Run
from tests.kb.importing.documents import BODY, TEXT


@settings(max_examples=300, deadline=None)
@given(BODY)
@example((Text((Paragraph((Run("1__", bold=True, italic=True),)),)),))
@example((Text((Heading(2, (Run("#"),)),)),))
@example((Text((Paragraph((Run("]:", code=True, link=Link("url", "/el/help/")),)),)),))
def test_a_body_written_as_markdown_reads_back_the_same(body: Body) -> None:
    assert MarkdownParser().read(markdown_out.write(body)) == body


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_rich_text_reads_back_the_same(text: Text) -> None:
    assert html_in.read(html_out.write(text.nodes)) == text.nodes
