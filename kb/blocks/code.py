"""Something to copy or type exactly, or an error message."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader
from kb.prose import markdown_out
from kb.prose.nodes import CodeLines, Node
from kb.prose.tokens import Nested


class CodeBlock(blocks.StructBlock):
    """Something to copy or type exactly, or an error message."""

    text = blocks.TextBlock(label=_("Code"), rows=4)
    language = blocks.CharBlock(label=_("Language of the code"), required=False, max_length=30)

    class Meta:
        icon = "code"
        label = _("Code")
        template = "kb/blocks/code.html"


@dataclass(frozen=True, slots=True)
class Code(Block):
    text: str
    language: str = ""


# Code that other systems do not show but draw from.
_DRAWN = frozenset(
    {
        *("mermaid", "plantuml", "puml", "dot", "graphviz", "goat", "chart", "math", "katex"),
        *("geojson", "topojson", "stl", "d2", "kroki"),
    }
)


class CodeKind(BlockKind[Code]):
    name = "code"
    place = 60
    node = Code
    stands_alone = True
    tokens = ("fence", "code_block")

    def field(self) -> blocks.Block:
        return CodeBlock()

    def store(self, node: Code, keep: Keep) -> Any:
        return {"text": node.text, "language": node.language}

    def load(self, value: Any, describe: Describe) -> Code:
        text = _without_last_lines(value["text"].replace("\r\n", "\n"))
        return Code(text, _word(value.get("language") or ""))

    def markdown(self, node: Code, name_of: FileName) -> str:
        return markdown_out.fence(node.text, node.language)

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Code]:
        words = nested.token.info.split()
        name = next(iter(nested.token.info.strip("{} \t").split()), "").lower()
        if name in _DRAWN:
            message = f"“{name}” draws something; here it is kept as code: add a picture"
            reader.note(reader.line(nested.token), message)
        return [Code(_without_last_lines(nested.token.content), words[0] if words else "")]

    def running_text(self, node: Code) -> list[Node]:
        lines = (line.rstrip() for line in node.text.replace("\t", "    ").split("\n"))
        text = "\n".join(lines).strip("\n")
        return [CodeLines(text)] if text else []

    def plain(self, value: Any) -> Iterable[str]:
        text = value["text"].strip()
        return [text] if text else []


def _without_last_lines(text: str) -> str:
    # Empty lines at the end are no part of code: the editor does not keep them, either.
    return text.rstrip("\n")


def _word(text: str) -> str:
    """The first word, which is what a fence of code may say of its language."""
    return next(iter(text.replace("`", "").split()), "")


KIND = CodeKind()
