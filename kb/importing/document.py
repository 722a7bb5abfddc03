"""An article as a document: the form between Markdown, stored blocks and the canonical text.

What its body is made of is said in kb.blocks, and the running text in there in kb.prose.
"""

from dataclasses import dataclass

from kb.blocks.kind import Block

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
