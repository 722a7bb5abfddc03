"""The words of a stored rich text. Needs nothing from the database."""

import re
from collections.abc import Iterator
from html import unescape

_HEADING = re.compile(r"<h[234]\b[^>]*>(.*?)</h[234]>", re.DOTALL)
_BREAK = re.compile(r"</(?:p|li|h[2-4]|ul|ol)>|<(?:br|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def headings(html: str) -> Iterator[str]:
    """The words of each heading."""
    return (words for heading in _HEADING.findall(html) if (words := _plain(heading)))


def without_headings(html: str) -> str:
    return _HEADING.sub("", html)


def lines(html: str) -> Iterator[str]:
    """The words, a line for each paragraph, item or line of one."""
    return (words for line in _BREAK.sub("\n", html).split("\n") if (words := _plain(line)))


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
