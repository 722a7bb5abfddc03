"""The ids of headings, made from their words, so that a link can lead to a part of a text."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_HEADING = re.compile(r"<h([234])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LEFT_OUT = re.compile(r"[^\w\s-]")
_LONGEST = 100
_FEW = 20
# The pages around a text call parts of theirs so; a heading of the same name steps aside.
_TAKEN = frozenset(
    {
        *("main", "search", "status", "menu", "nav", "top", "header-search", "search-foot"),
        *("menu-countries", "footer-countries", "your-country", "theme-title", "languages"),
        *("vote", "vote-question", "reason-help", "next-steps", "in-this-topic", "other-ways"),
        *("contact-card", "still-stuck", "only-languages", "community", "answer", "answers"),
        *("on-this-page", "fixes-end", "fixes-next", "fixes-told", "fixes-tried", "words-here"),
        *("contents-beside", "following", "people"),
    }
)


class Heading(NamedTuple):
    """A heading of a text: its level, its id and its words."""

    level: int
    id: str
    words: str


def slug(words: str) -> str:
    """The id of a heading with these words, in any script, as GitHub makes it."""
    return re.sub(r"\s", "-", _LEFT_OUT.sub("", words.strip().lower()))[:_LONGEST] or "part"


def free(name: str, taken: set[str]) -> str:
    """The id, with a number if another heading has it; it is taken afterwards."""

    def numbered(number: int) -> str:
        return f"{name}-{number}" if number else name

    def is_taken(number: int) -> bool:
        return (found := numbered(number)) in taken or found in _TAKEN

    low, high = _FEW, next((one for one in range(_FEW + 1) if not is_taken(one)), 2 * _FEW)
    if high > _FEW:
        # Thousands of the same words: not one after the other for each of them.
        while is_taken(high):
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if is_taken(middle) else (low, middle)
    found = numbered(high)
    taken.add(found)
    return found


def with_ids(html: str, taken: set[str]) -> str:
    """Rich text with an id for each heading that no other heading of the page has."""

    def named(match: re.Match[str]) -> str:
        heading = _heading(match, taken)
        return f'<h{heading.level} id="{heading.id}">{match[2]}</h{heading.level}>'

    return _HEADING.sub(named, html)


def headings(html: str, taken: set[str]) -> Iterator[Heading]:
    """The headings of a rich text, with the ids that `with_ids` gives them."""
    return (_heading(match, taken) for match in _HEADING.finditer(html))


def _heading(match: re.Match[str], taken: set[str]) -> Heading:
    words = unescape(_TAG.sub("", match[2]))
    return Heading(int(match[1]), free(slug(words), taken), " ".join(words.split()))
