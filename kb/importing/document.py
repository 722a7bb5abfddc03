"""An article as a document: the form between Markdown, stored blocks and the canonical text.

Markdown and Wagtail rich text both say things twice (`*a*` and `_a_`, `<b>a </b>b` and
`<b>a</b> b`). Here each thing has one form, so two articles that mean the same are equal.
"""

from dataclasses import dataclass, field
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
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Item:
    chunks: tuple[Chunk, ...]
    lists: "tuple[ItemList, ...]" = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    ordered: bool
    items: tuple[Item, ...]


Node = Paragraph | CodeLines | Heading | Quote | Rule | ItemList
Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Text:
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Aside:
    """A note or a warning."""

    name: Literal["note", "warning"]
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Steps:
    steps: tuple[Nodes, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    text: str


@dataclass(frozen=True, slots=True)
class AppliesTo:
    product: str = ""
    version: str = ""
    market: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """`file` is the path as written; `digest` is what decides whether two are the same image.

    With an `archive`, the path of a file, it is that part of it.
    """

    file: str = field(compare=False)
    alt: str
    caption: str = ""
    digest: str = ""
    line: int = field(default=0, compare=False)
    archive: str = field(default="", compare=False)


Block = Text | Aside | Steps | Code | Keys | AppliesTo | Image
Body = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language, as a file says it."""

    title: str
    kind: str
    body: Body
    topics: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    source: str = ""
