"""Sentences and words, as each language parts them.

After Unicode's rules for text (UAX 29), with the abbreviations that CLDR calls suppressions: a
full stop ends a sentence only if what stands before it is none of them, and what comes next does
not go on in small letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from kb.prose.signs import COLON, GREEK_QUESTION, SIGNS, STATEMENT, WITHOUT

# Scripts of their own that put no space between words: their texts are counted by characters.
UNSPACED = frozenset({"zh", "ja", *WITHOUT})
_DATA = Path(__file__).with_name("abbreviations.yaml")
# Short pieces with full stops between, as in "f.eks" and "κ.λπ": an abbreviation in any language.
_PIECES = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,4}")
_LAST_WORD = re.compile(r"[^\s(\[«“„\"']*$")
_CLOSING = "\"'“”‘’«»‹›)\\]}\u200e\u200f\u2069"
_ENDING = "".join(re.escape(sign) for sign, kind in SIGNS.items() if kind != COLON)
# Runs are few, or a long one would be tried in each of its divisions.
_AFTER_SPACE = re.compile(rf"[{_ENDING}]{{1,9}}[{_CLOSING}]{{0,9}}(?=\s)")
_GREEK = re.compile(rf"[{_ENDING}{GREEK_QUESTION}]{{1,9}}[{_CLOSING}]{{0,9}}(?=\s)")
_AT_ONCE = re.compile("[。！？]+[」』”）]*(?=.)")
# So many characters before and after a sign tell whether it ends the sentence.
_AROUND = 40
_BETWEEN = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_](?:[\w'’·\-./@]*[^\W_])?")


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a paragraph; a line of its own is a sentence of its own."""
    return [found for line in text.split("\n") for found in _of_line(line.strip(), language)]


def words(text: str) -> list[str]:
    """The words, without the signs around them; an address or a number is one."""
    return _WORD.findall(text)


def length(text: str, language: str) -> int:
    """How long it is: in words, or in characters where nothing stands between words."""
    if language in UNSPACED:
        return sum(map(str.isalnum, text))
    return len(words(text))


def _of_line(line: str, language: str) -> Iterator[str]:
    start = 0
    for end in sorted(_ends(line, language)):
        if sentence := line[start:end].strip():
            yield sentence
        start = end
    if sentence := line[start:].strip():
        yield sentence


def _ends(line: str, language: str) -> Iterator[int]:
    if language in WITHOUT:
        yield from (match.end() for match in _BETWEEN.finditer(line))
        return
    yield from (match.end() for match in _AT_ONCE.finditer(line))
    pattern = _GREEK if language == "el" else _AFTER_SPACE
    for match in pattern.finditer(line):
        start, end = match.span()
        before = line[max(0, start - _AROUND) : start]
        after = line[end : end + _AROUND].lstrip(" \u00a0" + _CLOSING)
        if not _goes_on(before, match[0], after, language):
            yield match.end()


def _goes_on(before: str, sign: str, after: str, language: str) -> bool:
    """Whether the sentence does not end here."""
    if after[:1].islower():
        return True
    if not sign.startswith(STATEMENT):
        return False
    last = _LAST_WORD.search(before)
    word = last[0].lower() if last else ""
    if after[:1].isdecimal() and word in _before(""):
        return True
    is_initial = len(word) == 1 and word.isalpha() and after[:1].isupper() and before[-1].isupper()
    if is_initial or word in _before(language):
        return True
    # "etc." may well be the last word; "e.g." is not, whatever it is followed by.
    return bool(_PIECES.fullmatch(word)) and not after[:1].isupper()


@cache
def _before(language: str) -> frozenset[str]:
    """The abbreviations of a language that end no sentence; of "" those that stand for numbers."""
    found = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    if language:
        return frozenset(found["before"].get(language, ()))
    return frozenset(word for some in found["numbers"] for word in some)
