"""How each `:::name` block is read: one function a name."""

from collections.abc import Callable
from typing import Protocol

from markdown_it.token import Token

from kb.importing.document import AppliesTo, Aside, Block, ItemList, Keys, Node, Steps
from kb.importing.problems import BadFile
from kb.importing.tokens import Nested
from portal.markets import is_market, typed

_APPLIES_TO = {"product": 100, "version": 50, "market": 2}
_KEYS_LENGTH = 100


class TextReader(Protocol):
    """Reads the running text in a block, and says where it stands."""

    def line(self, token: Token) -> int:
        """The line of the file that a token begins in."""

    def nodes(self, nested: list[Nested]) -> list[Node]:
        """Running text, without headings and rules; raises BadFile."""


def _note(reader: TextReader, nested: Nested) -> list[Block]:
    return [Aside("note", tuple(reader.nodes(nested.children)))]


def _warning(reader: TextReader, nested: Nested) -> list[Block]:
    return [Aside("warning", tuple(reader.nodes(nested.children)))]


def _steps(reader: TextReader, nested: Nested) -> list[Block]:
    line = reader.line(nested.token)
    lists = reader.nodes(nested.children)
    if len(lists) != 1 or not isinstance(lists[0], ItemList):
        raise BadFile(line, "“:::steps” holds one numbered list and nothing else")
    steps = tuple(
        tuple(chunk for chunk in (*item.chunks, *item.lists))
        for item in lists[0].items
        if item.chunks or item.lists
    )
    if not steps:
        raise BadFile(line, "“:::steps” is empty")
    return [Steps(steps)]


def _lines(reader: TextReader, nested: Nested) -> list[tuple[int, str]]:
    first = reader.line(nested.token) + 1
    lines = nested.token.content.split("\n")
    return [(first + index, text.strip()) for index, text in enumerate(lines) if text.strip()]


def _keys(reader: TextReader, nested: Nested) -> list[Block]:
    blocks: list[Block] = []
    for line, text in _lines(reader, nested):
        if len(text) > _KEYS_LENGTH:
            raise BadFile(line, f"keys are at most {_KEYS_LENGTH} characters long")
        blocks.append(Keys(text))
    if not blocks:
        raise BadFile(reader.line(nested.token), "“:::keys” is empty")
    return blocks


def _applies_to(reader: TextReader, nested: Nested) -> list[Block]:
    values: dict[str, str] = {}
    for line, text in _lines(reader, nested):
        key, colon, value = text.partition(":")
        key, value = key.strip().lower(), _unquote(value.strip())
        if not colon or key not in _APPLIES_TO:
            raise BadFile(line, "“:::applies-to” holds product:, version: and market: only")
        if key in values:
            raise BadFile(line, f"“{key}” stands here twice")
        if len(value) > _APPLIES_TO[key]:
            raise BadFile(line, f"“{key}” is at most {_APPLIES_TO[key]} characters long")
        if key == "market" and value and not is_market(typed(value)):
            raise BadFile(line, f"“{value}” is not the two-letter code of a country")
        values[key] = typed(value) if key == "market" else value
    if not any(values.values()):
        raise BadFile(reader.line(nested.token), "“:::applies-to” is empty")
    return [AppliesTo(**values)]


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


BOXES: dict[str, Callable[[TextReader, Nested], list[Block]]] = {
    "note": _note,
    "warning": _warning,
    "steps": _steps,
    "keys": _keys,
    "applies-to": _applies_to,
}
