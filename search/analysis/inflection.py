"""What an inflected word may be a form of, by its ending or pattern: for what no dictionary has.

A guess counts only when it is a word: see search.analysis.lemmas. Folded, the likeliest first.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

# The letters that are left at least: three tell a root in Arabic, two a word elsewhere.
_SHORTEST = {"ar": 3, "el": 3}
# Endings and what they may stand for in the dictionary's form, the longest first.
# Letters doubled before an ending (rommet), an e that falls out before one (kabler, filtre), and
# an e that belongs to the word (pumpen).
_NORDIC = (
    *((2 * letter + end, (letter,)) for letter in "mn" for end in ("ene", "en", "et", "er", "a")),
    *(
        (letter + end, (f"e{letter}",))
        for letter in "lrn"
        for end in ("arna", "erne", "ene", "er", "ar", "e")
    ),
    ("erne", ("e", "")),
    ("ene", ("e", "")),
    ("en", ("e", "")),
    ("an", ("a",)),
)
_ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        "en": (("ves", ("f", "fe")),),
        "nb": _NORDIC,
        "da": _NORDIC,
        "sv": _NORDIC,
        "el": (
            ("ματων", ("μα",)),
            ("ματοσ", ("μα",)),
            ("ματα", ("μα",)),
            ("εισ", ("η", "ησ", "υσ", "ω")),
            ("εων", ("η", "υσ")),
            ("εωσ", ("η", "υσ")),
            ("ουσ", ("οσ", "ω")),
            ("ουν", ("ω",)),
            ("ων", ("α", "η", "οσ", "ο", "ησ", "ασ", "ι")),
            ("εσ", ("α", "η", "ησ", "ασ")),
            ("ασ", ("α",)),
            ("ησ", ("η", "οσ")),
            ("ου", ("οσ", "ο", "ησ", "ι")),
            ("οι", ("οσ",)),
            ("ια", ("ι", "ιο", "υ")),
            ("α", ("ο", "ασ", "οσ")),
            ("η", ("ησ", "οσ")),
            ("ο", ("οσ",)),
        ),
        "ar": (
            *(("ات" + whose, ("ه", "")) for whose in ("ها", "نا", "هم", "كم", "ي", "ك", "ه")),
            ("تين", ("ه",)),
            ("تان", ("ه",)),
            ("ات", ("ه", "", "ا")),
            ("تها", ("ه",)),
            ("تنا", ("ه",)),
            ("تهم", ("ه",)),
            ("تكم", ("ه",)),
            ("تي", ("ه",)),
            ("تك", ("ه",)),
            ("ته", ("ه",)),
            ("ون", ("",)),
            ("ين", ("",)),
            ("ها", ("",)),
            ("نا", ("",)),
            ("هم", ("",)),
            ("كم", ("",)),
            ("ي", ("",)),
            ("ك", ("",)),
        ),
    }
)
# Arabic plurals that change within: by the place of the letters that stay.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(plural), singulars)
    for plural, singulars in (
        ("ا(.)(.)(.)ه", (r"\1\2ا\3", r"\1\2ي\3", r"\1\2و\3")),
        ("ا(.)(.)ا(.)", (r"\1\2\3", r"\1\2\3ه", r"\1ا\2\3")),
        (r"ا(.)(.)ا\2", (r"\1\2",)),
        ("ا(.)(.)ه", (r"\1\2ي\2", r"\1\2ا\2")),
        ("ا(.)ا(.)(.)", (r"\1\2ا\3",)),
        ("ا(.)وا(.)", (r"\1ا\2",)),
        ("ا(.)(.)ا", (r"\1\2ا", r"\1\2و", r"\1\2")),
        ("(.)(.)و(.)", (r"\1\2\3",)),
        ("(.)(.)اي(.)", (r"\1\2ا\3ه", r"\1\2ي\3ه", r"\1\2و\3ه", r"\1\2ي\3")),
        ("م(.)ا(.)ي(.)", (r"م\1\2ا\3", r"م\1\2و\3", r"م\1\2ي\3", r"م\1\2\3")),
        ("مو(.)ي(.)", (r"مي\1ا\2",)),
        ("موا(.)ي(.)", (r"مي\1ا\2", r"مو\1\2")),
        ("م(.)ا(.)(.)", (r"م\1\2\3", r"م\1\2\3ه")),
        ("(.)وا(.)ي(.)", (r"\1ا\2و\3", r"\1ا\2و\3ه")),
        ("(.)وا(.)(.)", (r"\1ا\2\3", r"\1ا\2\3ه")),
        ("(.)وا(.)", (r"\1ا\2\2", r"\1ا\2ه", r"\1ا\2ي")),
        ("(.)(.)ا(.)ي(.)", (r"\1\2\3و\4", r"\1\2\3ا\4", r"\1\2\3ي\4", r"\1\2\3\4")),
        ("(.)(.)ا(.)(.)", (r"\1\2\3\4", r"\1\2\3\4ه", r"\1\2\3ا\4", r"\1\2نا\3\4")),
        ("(.)(.)(.)ا", (r"\1\2ي\3",)),
        ("(.)(.)(.)", (r"\1\2\3ه",)),
    )
)


def guesses(code: str, word: str) -> Iterator[str]:
    """What a folded word may be a form of; nothing for languages without endings here."""
    for ending, others in _ENDINGS.get(code, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST.get(code, 2):
            bare = word[: -len(ending)]
            yield from (bare + other for other in others)
            break
    if code == "ar":
        for plural, singulars in _PATTERNS:
            if match := plural.fullmatch(word):
                yield from map(match.expand, singulars)
