"""The words of a sentence as the memory compares them, and as its rows hold them."""

from collections.abc import Iterable
from hashlib import blake2b

from search.analysis.analyser import analyser


def words(plain: str, locale: str) -> list[str]:
    """The words of a text without markup, in order, as search splits and folds them."""
    return [forms.word for forms in analyser(locale).all_forms(plain)]


def numbers(some: Iterable[str], source: int, target: int) -> set[int]:
    """A number for each word, another one for each pair of languages."""
    return {_number(f"{source} {target} {word}") for word in some}


def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), signed=True)
