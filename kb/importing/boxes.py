"""How each `:::name` block is read: one function a name."""

from collections.abc import Callable
from typing import Literal, Protocol

from markdown_it.token import Token

from kb.importing.document import (
    AppliesTo,
    Aside,
    Block,
    ItemList,
    Keys,
    Node,
    Paragraph,
    Run,
    Steps,
)
from kb.importing.inline import normalise
from kb.importing.tokens import Nested
from portal.markets import is_market, typed

_APPLIES_TO = {"product": 100, "version": 50, "market": 2}
_KEYS_LENGTH = 100


class TextReader(Protocol):
    """Reads the running text in a block, and says where it stands."""

    def line(self, token: Token) -> int:
        """The line of the file that a token begins in."""

    def nodes(self, nested: list[Nested]) -> list[Node]:
        """Running text, without headings and rules."""

    def fault(self, line: int, message: str) -> None:
        """Remember what keeps the file out."""


def titled(title: str, nodes: list[Node]) -> tuple[Node, ...]:
    """The content of a box below its title: a box here has none, so it is a bold line."""
    runs = normalise((Run(title, bold=True),))
    return (Paragraph(runs), *nodes) if runs else tuple(nodes)


def _note(reader: TextReader, nested: Nested) -> list[Block]:
    return [Aside("note", titled(nested.token.meta["title"], reader.nodes(nested.children)))]


def _warning(reader: TextReader, nested: Nested) -> list[Block]:
    return [Aside("warning", titled(nested.token.meta["title"], reader.nodes(nested.children)))]


def _steps(reader: TextReader, nested: Nested) -> list[Block]:
    line = reader.line(nested.token)
    lists = reader.nodes(nested.children)
    if len(lists) != 1 or not isinstance(lists[0], ItemList):
        reader.fault(line, "“:::steps” holds one numbered list and nothing else")
        return []
    steps = tuple(
        tuple(chunk for chunk in (*item.chunks, *item.lists))
        for item in lists[0].items
        if item.chunks or item.lists
    )
    if not steps:
        reader.fault(line, "“:::steps” is empty; write a numbered list into it")
    return [Steps(steps)] if steps else []


def _lines(reader: TextReader, nested: Nested) -> list[tuple[int, str]]:
    first = reader.line(nested.token) + 1
    lines = nested.token.content.split("\n")
    return [(first + index, text.strip()) for index, text in enumerate(lines) if text.strip()]


def _keys(reader: TextReader, nested: Nested) -> list[Block]:
    blocks: list[Block] = []
    for line, text in _lines(reader, nested):
        if len(text) > _KEYS_LENGTH:
            reader.fault(line, f"keys are at most {_KEYS_LENGTH} characters long")
        blocks.append(Keys(" ".join(text.split())))
    if not blocks:
        reader.fault(reader.line(nested.token), "“:::keys” is empty; write keys as Ctrl+R")
    return blocks


def _applies_to(reader: TextReader, nested: Nested) -> list[Block]:
    values: dict[str, str] = {}
    lines = _lines(reader, nested)
    for line, text in lines:
        key, colon, value = text.partition(":")
        key, value = key.strip().lower(), " ".join(_unquote(value.strip()).split())
        if not colon or key not in _APPLIES_TO:
            reader.fault(line, "“:::applies-to” holds product:, version: and market: only")
        elif key in values:
            reader.fault(line, f"“{key}” stands here twice; keep one of the two")
        elif len(value) > _APPLIES_TO[key]:
            reader.fault(line, f"“{key}” is at most {_APPLIES_TO[key]} characters long")
        elif key == "market" and value and not is_market(typed(value)):
            reader.fault(line, f"“{value}” is not the two-letter code of a country, such as NO")
        else:
            values[key] = typed(value) if key == "market" else value
    if not lines or (values and not any(values.values())):
        reader.fault(reader.line(nested.token), "“:::applies-to” is empty; write market: NO")
    return [AppliesTo(**values)]


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


_NOTES = (
    *("note", "info", "information", "tip", "hint", "important", "seealso", "see-also", "success"),
    *("question", "faq", "help", "abstract", "summary", "tldr", "example", "quote", "cite"),
    *("check", "done", "todo", "details", "callout", "admonition", "secondary", "default"),
)
_WARNINGS = (
    *("warning", "caution", "danger", "attention", "error", "failure", "fail", "bug", "alert"),
    *("critical", "security", "deprecated"),
)
BOXES: dict[str, Callable[[TextReader, Nested], list[Block]]] = {
    **dict.fromkeys(_NOTES, _note),
    **dict.fromkeys(_WARNINGS, _warning),
    "steps": _steps,
    "keys": _keys,
    "applies-to": _applies_to,
}


def aside(name: str) -> Literal["note", "warning"] | None:
    """Which of the two boxes another system's name means, if it means one."""
    if name in _NOTES:
        return "note"
    return "warning" if name in _WARNINGS else None
