"""Words near a word: for typing errors, and for the parts of compounds."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

# Of a word of three letters only the same letters in another order are near (vnp, vpn): with
# another letter, nearly each is another abbreviation.
_SWAPPED_ONLY = 3
_NEAR_FROM = 4
_LONGER_MAY_DIFFER_BY_TWO = 5
# Where both are shorter two other letters make another word (λάπτοπ does not mean λεπτό), unless
# they are its ending.
_LONGER_MAY_DIFFER_ANYWHERE = 7
_ENDING = 2
_FURTHEST = 2


class Similar(NamedTuple):
    """A known word, how many letters differ, and in how many documents it is.

    0 documents: nobody has counted, and there may be none.
    """

    word: str
    distance: int
    frequency: int


class Vocabulary:
    """The words of one language, read letter by letter when first needed."""

    def __init__(self, beginning_with: Callable[[str], Iterable[tuple[str, int]]]) -> None:
        self._beginning_with = beginning_with
        self._by_letter: dict[str, list[tuple[str, int, int]]] = {}

    def similar(self, word: str) -> list[Similar]:
        """Known words that are probably meant by this one, the likeliest first."""
        return likeliest(word, self.near(word))

    def near(self, word: str) -> list[Similar]:
        """All known words that may be meant by this one, in any order."""
        most = furthest(word)
        if not most:
            return []
        letters = _letters(word)
        found = []
        for first in dict.fromkeys(word[:2]):
            for other, frequency, other_letters in self._words(first):
                if abs(len(other) - len(word)) > most:
                    continue
                if (letters ^ other_letters).bit_count() > 2 * most:
                    continue
                distance = edits(word, other, most)
                if 0 < distance <= most and may_mean(word, other, distance):
                    found.append(Similar(other, distance, frequency))
        return found

    def _words(self, first: str) -> list[tuple[str, int, int]]:
        known = self._by_letter.get(first)
        if known is None:
            known = self._by_letter[first] = [
                (word, frequency, _letters(word))
                for word, frequency in self._beginning_with(first)
                if len(word) >= _SWAPPED_ONLY and not any(map(str.isdigit, word))
            ]
        return known


def likeliest(word: str, near: Iterable[Similar], limit: int = 4) -> list[Similar]:
    """Those of the words near to one that are probably meant, the likeliest first: the nearest
    that surely occur, then those that may be other spellings of these.

    What may not occur stands in no other's way.
    """
    found = sorted(
        near, key=lambda one: (one.distance, one.word[0] != word[0], -one.frequency, one.word)
    )
    least = nearest(found)
    kept = [one for one in found if one.distance <= least]
    if any(one.frequency for one in kept):
        kept = kept[:limit]
    others = (one for one in found if one.distance > least)
    return kept + [one for one in others if any(edits(one.word, two.word, 1) == 1 for two in kept)]


def nearest(words: Iterable[Similar]) -> int:
    """How many letters differ in the nearest word that surely occurs; more than in any else."""
    return min((one.distance for one in words if one.frequency), default=_FURTHEST)


def furthest(word: str) -> int:
    """How many letters may differ in a word that was meant: more of them in a long one."""
    if len(word) < _SWAPPED_ONLY or any(map(str.isdigit, word)):
        return 0
    return 2 if len(word) >= _LONGER_MAY_DIFFER_BY_TWO else 1


def may_mean(word: str, other: str, distance: int) -> bool:
    """Whether a word that differs by so many letters (1 or 2) may be what was meant."""
    if len(word) <= _SWAPPED_ONLY:
        return len(word) == len(other) and sorted(word) == sorted(other)
    return (
        distance < 2
        or max(len(word), len(other)) >= _LONGER_MAY_DIFFER_ANYWHERE
        or other.startswith(word[:-_ENDING])
    )


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def edits(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap to get from one word to the other (up to most + 1)."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, above, row = row, before, [at]
        for beside, other_letter in enumerate(other, start=1):
            cost = min(
                before[beside] + 1,
                row[-1] + 1,
                before[beside - 1] + (letter != other_letter),
            )
            if (
                at > 1
                and beside > 1
                and letter == other[beside - 2]
                and one[at - 2] == other_letter
            ):
                cost = min(cost, above[beside - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
