"""Greek typed with Latin letters ("Greeklish"), by one rough spelling that both come to.

The rough spelling of a Greek word is unambiguous; a word in Latin letters may stand for several,
because people write η as h, i or n, and χ as x, h or ch. So there are few variants to look for.
"""

import re
from itertools import product

_GREEK_PAIRS = (
    ("ου", "u"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("υι", "i"), ("αυ", "av"), ("ευ", "ev"),
    ("ηυ", "iv"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "g"), ("τζ", "z"),
)  # fmt: skip
_GREEK_LETTERS = str.maketrans(
    dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdezi8iklmnjoprsstifxwo", strict=True))
)
_LATIN_PAIRS = (
    ("ou", "u"), ("ai", "e"), ("ei", "i"), ("oi", "i"), ("yi", "i"), ("th", "8"), ("ch", "x"),
    ("kh", "x"), ("ps", "w"), ("ks", "j"), ("mp", "b"), ("nt", "d"), ("gk", "g"), ("gg", "g"),
    ("ph", "f"), ("tz", "z"), ("af", "av"), ("ef", "ev"), ("au", "av"), ("eu", "ev"),
)  # fmt: skip
_LATIN_LETTERS = str.maketrans({"y": "i", "b": "v", "c": "k", "q": "k", "4": "w", "3": "j"})
# Letters that stand for more than one, with what they may be; the likeliest first.
_AMBIGUOUS = {"h": ("i", "x"), "x": ("x", "j"), "w": ("o", "w"), "u": ("u", "i")}
_MOST_VARIANTS = 16
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"[aeiouw]+[sn]?$")


def rough_greek(word: str) -> str:
    """The rough spelling of a Greek word (folded)."""
    for pair, sound in _GREEK_PAIRS:
        word = word.replace(pair, sound)
    return _DOUBLED.sub(r"\1", word.translate(_GREEK_LETTERS))


def rough_latin(word: str) -> tuple[str, ...]:
    """The rough spellings that a word in Latin letters may stand for, whole and without ending."""
    marked = word
    for pair, sound in _LATIN_PAIRS:
        # Upper case keeps what a pair became apart from single letters that are ambiguous.
        marked = marked.replace(pair, sound.upper())
    choices = [_AMBIGUOUS.get(letter, (letter,)) for letter in marked.translate(_LATIN_LETTERS)]
    spellings: dict[str, None] = {}
    for number, letters in enumerate(product(*choices)):
        if number >= _MOST_VARIANTS:
            break
        rough = _DOUBLED.sub(r"\1", "".join(letters).lower())
        spellings[rough] = None
        stem = _ENDING.sub("", rough)
        if len(stem) >= 2:
            spellings[f"{stem}-"] = None
    return tuple(spellings)


def rough_greek_stem(stem: str) -> str:
    """The rough spelling of a stem; apart from whole words, as `rough_latin` marks it."""
    return f"{rough_greek(stem)}-"
