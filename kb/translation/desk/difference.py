"""What has changed between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


class DiffPart(NamedTuple):
    """A part of the texts: the same in both, in the new one only, or in the old one only."""

    kind: Literal["same", "ins", "del"]
    text: str


def difference(old: str, new: str) -> list[DiffPart]:
    """The texts as one: what went stands before what came in its place."""
    words = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    return list(_changes(*words, matcher.get_opcodes()))


def _changes(
    old: list[str], new: list[str], opcodes: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[DiffPart]:
    for tag, old_start, old_end, new_start, new_end in opcodes:
        if tag == "equal":
            yield DiffPart("same", "".join(new[new_start:new_end]))
            continue
        if old_end > old_start:
            yield DiffPart("del", "".join(old[old_start:old_end]))
        if new_end > new_start:
            yield DiffPart("ins", "".join(new[new_start:new_end]))
