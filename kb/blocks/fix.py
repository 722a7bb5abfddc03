"""One way to put a problem right: what it is called, which cause it mends, and what to do.

Readers say of each whether it worked (kb.fixes), and the report counts that by the block's id. So
a file names the id: it goes through an export and back, and into every translation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kb.blocks import boxes
from kb.blocks.features import FEATURES_IN_BOX
from kb.blocks.kind import Block, BlockKind, Describe, FileName, Keep, MarkdownReader
from kb.prose import html_in, html_out, markdown_out, plain
from kb.prose.inline import one_line
from kb.prose.inline import plain as words_of
from kb.prose.nodes import Heading, Node, Nodes, Paragraph, Run
from kb.prose.tokens import Nested

_LENGTHS = {"title": 200, "cause": 300}
_ID = re.compile(r"[A-Za-z0-9-]{1,36}")
# Lines below the title that say something of the fix, and are no text of it.
_FACT = re.compile(r"(?P<key>id|cause):(?P<value>[^\n]*)")


class FixBlock(blocks.StructBlock):
    """One thing to try."""

    title = blocks.CharBlock(
        label=_("What to try"),
        max_length=_LENGTHS["title"],
        help_text=_("For example: Restart the router"),
    )
    cause = blocks.CharBlock(
        label=_("Cause"),
        required=False,
        max_length=_LENGTHS["cause"],
        help_text=_("What is wrong when this helps."),
    )
    text = blocks.RichTextBlock(label=_("What to do"), features=FEATURES_IN_BOX, required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Fix")
        template = "kb/blocks/fix.html"


@dataclass(frozen=True, slots=True)
class Fix(Block):
    """`id` is the block's, if a file or the database says it: the words decide what is equal."""

    title: str
    cause: str = ""
    nodes: Nodes = ()
    id: str = field(default="", compare=False)


class FixKind(BlockKind[Fix]):
    name = "fix"
    place = 58
    node = Fix
    stands_alone = True
    boxes = ("fix",)

    def field(self) -> blocks.Block:
        return FixBlock()

    def store(self, node: Fix, keep: Keep) -> Any:
        return {"title": node.title, "cause": node.cause, "text": html_out.write(node.nodes)}

    def load(self, value: Any, describe: Describe) -> Fix:
        title, cause = (one_line(value.get(key) or "") for key in _LENGTHS)
        return Fix(title, cause, html_in.read(value.get("text") or "", top=False))

    def id_of(self, node: Fix) -> str:
        return node.id

    def named(self, node: Fix, id: str) -> Fix:
        return replace(node, id=id)

    def markdown(self, node: Fix, name_of: FileName) -> str:
        title = markdown_out.write([Heading(3, (Run(node.title),))])
        text = markdown_out.write(node.nodes)
        facts = {"id": node.id, "cause": node.cause}
        lines = [f"{key}: {value}" for key, value in facts.items() if value]
        if not lines and _FACT.match(text):
            lines = ["cause:"]  # Else the text's first line would be taken for one.
        about = "\n".join([title, *lines])
        return boxes.write(self.name, f"{about}\n\n{text}" if text else about)

    def read(self, reader: MarkdownReader, nested: Nested) -> list[Fix]:
        line, children = reader.line(nested.token), list(nested.children)
        title = one_line(nested.token.meta["title"])
        if children and children[0].token.type == "heading_open":
            title = one_line(words_of(reader.words(children.pop(0), line)))
        facts: dict[str, str] = {}
        if children and (lines := _facts(children[0])):
            facts = dict(lines)
            children.pop(0)
        nodes = tuple(reader.nodes(children))
        for message in _faults(title, facts):
            reader.fault(line, message)
        return [Fix(title, facts.get("cause", ""), nodes, facts.get("id", ""))] if title else []

    def running_text(self, node: Fix) -> list[Node]:
        above = [Paragraph((Run(node.title, bold=True),))]
        cause = [Paragraph((Run(node.cause, italic=True),))] if node.cause else []
        return [*above, *cause, *node.nodes]

    def plain(self, value: Any) -> Iterable[str]:
        cause = (value.get("cause") or "").strip()
        return [*([cause] if cause else []), *plain.lines(value.get("text") or "")]

    def headings(self, value: Any) -> Iterable[str]:
        title = (value.get("title") or "").strip()
        return [title] if title else []


def _facts(nested: Nested) -> list[tuple[str, str]]:
    """The keys and values of a paragraph that holds nothing else; none of any other."""
    if nested.token.type != "paragraph_open" or not nested.children:
        return []
    written = nested.children[0].token.content.split("\n")
    matches = [match for line in written if (match := _FACT.fullmatch(line.strip()))]
    if len(matches) != len(written):
        return []
    return [(match["key"], one_line(match["value"])) for match in matches]


def _faults(title: str, facts: dict[str, str]) -> Iterator[str]:
    if not title:
        yield "“:::fix” says first what to try; write “### Restart the router” into it"
    for key, value in {"title": title, "cause": facts.get("cause", "")}.items():
        if len(value) > _LENGTHS[key]:
            yield f"the {key} of a fix is at most {_LENGTHS[key]} characters long"
    if (id_ := facts.get("id")) and not _ID.fullmatch(id_):
        yield "the id of a fix is made of letters, digits and hyphens, 36 at most"


KIND = FixKind()
