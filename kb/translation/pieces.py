"""What a text is made of when two of its versions are compared: its fields and paragraphs.

Read from what is stored, whatever blocks there are: a rich text by its paragraphs, all else by
its values.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from kb.models import HelpPage

STEP, WARNING, KEYWORDS, EXACT = "step", "warning", "keywords", "exact"
"""Kinds of pieces that are more than a paragraph. Of an exact one each character counts."""
_OF_BLOCKS = {
    **dict.fromkeys(("steps", "fix"), STEP),
    "warning": WARNING,
    **dict.fromkeys(("code", "keys", "snippet"), EXACT),
}
_PARAGRAPHS = frozenset({"p", "li", "h2", "h3", "h4", "td", "th", "br", "hr", "ul", "ol"})
# What a block is known by, and no part of what it says.
_NAMES = ("id", "type")


@dataclass(frozen=True, slots=True)
class SegmentPiece:
    """One of them. `exact` holds what stands in it to the letter: codes, and where links lead."""

    kind: str
    text: str
    exact: tuple[str, ...] = ()


def of(page: HelpPage) -> list[SegmentPiece]:
    """The pieces of a page, in their order."""
    return [
        SegmentPiece("", page.title),
        SegmentPiece("", page.summary),
        *(SegmentPiece(KEYWORDS, word) for word in page.keyword_list),
        *in_body(page.body.raw_data),
    ]


def in_body(raw: Iterable[Any]) -> Iterator[SegmentPiece]:
    """The pieces of a StreamField as it is stored."""
    for block in raw:
        yield from _in_value(block["value"], _OF_BLOCKS.get(block["type"], ""))


def _in_value(value: Any, kind: str) -> Iterator[SegmentPiece]:
    if isinstance(value, str):
        yield from [SegmentPiece(kind, value)] if kind == EXACT else _Paragraphs.of(value, kind)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NAMES:
                yield from _in_value(inner, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_value(inner, kind)
    elif value is not None and not isinstance(value, bool):  # A tick says nothing to readers.
        yield SegmentPiece(EXACT, f"{value}")


@dataclass(slots=True)
class _Paragraph:
    kind: str
    text: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)

    def piece(self) -> SegmentPiece:
        return SegmentPiece(self.kind, " ".join("".join(self.text).split()), tuple(self.exact))


class _Paragraphs(HTMLParser):
    """Takes a rich text apart. An item of a numbered list is a step wherever it stands."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._lists: list[str] = []
        self._in_code = False
        self._found = [_Paragraph(kind)]

    @classmethod
    def of(cls, html: str, kind: str) -> Iterator[SegmentPiece]:
        """The pieces of a rich text, or of a plain one."""
        reader = cls(kind)
        reader.feed(html)
        reader.close()
        return (one.piece() for one in reader._found if one.text or one.exact)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(tag)
        if tag in _PARAGRAPHS:
            self._begin()
        elif tag == "code":
            self._in_code = True
        elif attrs:
            # Where a link leads, which picture it is.
            self._found[-1].exact.append(" ".join(f"{name}={value}" for name, value in attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _PARAGRAPHS:
            self._begin()
        elif tag == "code":
            self._in_code = False

    def handle_data(self, data: str) -> None:
        self._found[-1].text.append(data)
        if self._in_code:
            self._found[-1].exact.append(data)

    def _begin(self) -> None:
        is_step = self._lists and self._lists[-1] == "ol"
        self._found.append(_Paragraph(self._kind or (STEP if is_step else "")))
