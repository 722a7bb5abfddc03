"""The words of a sentence as the memory compares them, and as its rows hold them.

The same in every language, so that no dictionary is asked: without case, accents and other marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from search.analysis import folding

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d]"
)
_WORD = re.compile(r"[^\W_]+")
# Scripts without spaces between words (Thai, Lao, Khmer, Kana, Han): there each pair is a word.
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1780-\u17d3\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


def words(plain: str) -> list[str]:
    """The words of a text without markup, in order."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", plain.casefold()))
    found = _WORD.findall(folding.digits(bare))
    return [part for word in found for part in _parts(word)]


def numbers(some: Iterable[str], source: int, target: int) -> set[int]:
    """A number for each word, another one for each pair of languages."""
    return {_number(f"{source} {target} {word}") for word in some}


def _parts(word: str) -> Iterator[str]:
    if len(word) < 3 or not _UNSPACED.fullmatch(word):
        yield word
    else:
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), signed=True)
