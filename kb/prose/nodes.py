"""Running text: paragraphs, headings, lists, and the styled words in them.

Markdown and Wagtail rich text both say things twice (`*a*` and `_a_`, `<b>a </b>b` and
`<b>a</b> b`). Here each thing has one form, so two texts that mean the same are equal.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

LinkKind = Literal["article", "url", "page", "document"]


class Link(NamedTuple):
    """Where a stretch of text leads: a family's id, an address, or a Wagtail id.

    `part` is the heading of an article that it leads to.
    """

    kind: LinkKind
    target: str
    part: str = ""


class Run(NamedTuple):
    """Text in one style; `\\n` in it is a hard line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: Link | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class CodeLines:
    """Code where no code block can stand: in a list, a quote, a note."""

    text: str


Chunk = Paragraph | CodeLines


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Quote:
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    pass


@dataclass(frozen=True, slots=True)
class Item:
    chunks: tuple[Chunk, ...]
    lists: "tuple[ItemList, ...]" = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    ordered: bool
    items: tuple[Item, ...]


Node = Paragraph | CodeLines | Heading | Quote | ThematicBreak | ItemList
Nodes = tuple[Node, ...]
