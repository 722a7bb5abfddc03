"""How much a change of the source matters to its translations: a proposal, which editors change.

- trivial: other spaces, punctuation, capitals or emphasis, or slips of the pen put right. What the
  text says is what it was.
- minor: some of it is in other words, new, gone or in another place; links lead elsewhere.
- major: a number is another; a step or a warning is new, gone or in another place; or more than a
  third of the words are others.

What is another in a number, a step, a warning or a code is never trivial.

A slip of the pen is one letter more, less, another or two in the wrong order: four of five are
(F. J. Damerau, A technique for computer detection and correction of spelling errors, 1964). The
first letter is nearly always right (E. J. Yannakoudakis, D. Fawthrop, The rules of spelling
errors, 1983).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from kb.states import Weight
from kb.translation.pieces import EXACT, KEYWORDS, STEP, WARNING, SegmentPiece

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"[-−+]?\d+(?:[.,:/\s]\d+)*")
# In a shorter word one letter makes another word: hot, not.
_LONG_ENOUGH = 5
_MUCH = 1 / 3


_ORDER = list(Weight)

type _Change = tuple[SegmentPiece | None, SegmentPiece | None]


def proposed(before: Sequence[SegmentPiece], after: Sequence[SegmentPiece]) -> Weight:
    """What the change from one version to the other is proposed to be."""
    found = [_of_change(*change) for change in _changes(before, after)]
    heaviest = max([*found, _of_order(before, after)], key=_ORDER.index)
    if heaviest is Weight.MINOR and _is_much(before, after):
        return Weight.MAJOR
    return heaviest


def _changes(before: Sequence[SegmentPiece], after: Sequence[SegmentPiece]) -> Iterable[_Change]:
    """What became of what; None for what is new or gone. What has only moved is not here."""
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    old = [one for one in before if one in gone]
    fresh = [one for one in after if one in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            start, end, fresh_start, fresh_end = places
            were = [one for one in before[start:end] if one in old]
            are = [one for one in after[fresh_start:fresh_end] if one in fresh]
            for number in range(max(len(were), len(are))):
                yield (_at(were, number), _at(are, number))


def _at(pieces: list[SegmentPiece], number: int) -> SegmentPiece | None:
    return pieces[number] if number < len(pieces) else None


def _of_change(old: SegmentPiece | None, new: SegmentPiece | None) -> Weight:
    kinds = {one.kind for one in (old, new) if one}
    matters = bool(kinds & {STEP, WARNING})
    if old is None or new is None:
        return Weight.MAJOR if matters else Weight.MINOR
    if kinds == {KEYWORDS}:
        return Weight.MINOR
    if _numbers(old.text) != _numbers(new.text) and EXACT not in kinds:
        return Weight.MAJOR
    if matters or EXACT in kinds or old.exact != new.exact or _signs(old.text) != _signs(new.text):
        return Weight.MINOR
    return Weight.TRIVIAL if _says_the_same(old.text, new.text) else Weight.MINOR


def _of_order(before: Sequence[SegmentPiece], after: Sequence[SegmentPiece]) -> Weight:
    """What the same pieces in another order are: of steps the order is part of what they say."""
    in_both = set(before) & set(after)
    first, then = ([one for one in some if one in in_both] for some in (before, after))
    if first == then:
        return Weight.TRIVIAL
    matter = [[one for one in some if one.kind in (STEP, WARNING)] for some in (first, then)]
    return Weight.MINOR if matter[0] == matter[1] else Weight.MAJOR


def _is_much(before: Sequence[SegmentPiece], after: Sequence[SegmentPiece]) -> bool:
    old, new = (
        Counter(word for one in some for word in _words(one.text)) for some in (before, after)
    )
    others = max((old - new).total(), (new - old).total())
    return others > _MUCH * max(old.total(), new.total())


def _says_the_same(old: str, new: str) -> bool:
    were, are = _words(old), _words(new)
    return len(were) == len(are) and all(map(_is_the_same_word, were, are))


def _is_the_same_word(old: str, new: str) -> bool:
    if old == new:
        return True
    is_long = min(len(old), len(new)) >= _LONG_ENOUGH
    return is_long and old[0] == new[0] and OSA.distance(old, new) == 1


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _numbers(text: str) -> list[str]:
    return ["".join(number.split()) for number in _NUMBER.findall(text)]


def _signs(text: str) -> list[str]:
    """What is no punctuation though no word: %, °, €, <, +."""
    return [one for one in text if one in "%‰" or unicodedata.category(one).startswith("S")]
