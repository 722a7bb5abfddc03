"""A body as plain text: what search reads. Needs nothing from the database."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_HEADING = re.compile(r"<h[234]\b[^>]*>(.*?)</h[234]>", re.DOTALL)
_BREAK = re.compile(r"</(?:p|li|h[2-4]|ul|ol)>|<(?:br|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# What of a block is text; the rest is names of pictures, languages of code and the like.
_PARTS = {
    "note": ("text",),
    "warning": ("text",),
    "image": ("alt", "caption"),
    "code": ("text",),
    "keys": ("text",),
    "applies_to": ("product", "version"),
}
_RICH = frozenset({"text", "steps", "note", "warning"})


def headings(body: Any) -> tuple[str, ...]:
    """The headings in a StreamField's value."""
    texts = (row["value"] for row in body.raw_data if row["type"] == "text")
    found = (_plain(heading) for text in texts for heading in _HEADING.findall(text))
    return tuple(heading for heading in found if heading)


def plain_text(body: Any) -> str:
    """The text of a StreamField's value, a line for each paragraph; headings are left out."""
    lines = (line for row in body.raw_data for line in _lines(row["type"], row["value"]))
    return "\n".join(lines)


def _lines(kind: str, value: Any) -> Iterator[str]:
    for part in _parts(kind, value):
        text = _HEADING.sub("", part) if kind == "text" else part
        lines = _BREAK.sub("\n", text).split("\n") if kind in _RICH else [text]
        for line in lines:
            plain = _plain(line) if kind in _RICH else line.strip()
            if plain:
                yield plain


def _parts(kind: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield item["value"] if isinstance(item, dict) else item
    elif isinstance(value, dict):
        for name in _PARTS.get(kind, ()):
            if text := value.get(name):
                yield str(text)


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
