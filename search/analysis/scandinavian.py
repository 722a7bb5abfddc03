"""How a word of one Scandinavian language is spelt in another: skærm, skjerm and skärm are one.

Danish, Norwegian and Swedish share most of their words and spell them by different rules. A rule
says what a sound is written as in each; which rules a word needs nobody knows, so all are tried, a
few at once, and what the other language's dictionary has is kept: the least changed, then the most
frequent. No words are translated ("adgangskode" is no "passord").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from search.analysis.analyser import analyser
from search.analysis.dictionary.words import dictionary
from search.analysis.languages import language

LANGUAGES: Final = ("nb", "da", "sv")
# In each, what the same sound is written as (^ and $ are the beginning and end of a word); ä is æ
# and ö is ø in all.
_SOUNDS: Final = (
    ("^inn", "^ind", "^in"),
    ("^opp", "^op", "^upp"),
    ("^nett", "^net", "^næt"),
    ("verk", "værk", "verk"),
    ("still", "still", "stæll"),
    ("sikker", "sikker", "sæker"),
    ("e", "æ", "æ"),
    ("å", "o", "å"),
    ("v", "f", "v"),
    ("skje", "ske", "ske"),
    ("kje", "kæ", "kæ"),
    ("kjæ", "kæ", "kæ"),
    ("kjø", "kø", "kø"),
    ("gje", "gæ", "gæ"),
    ("gjø", "gø", "gø"),
    ("k", "g", "k"),
    ("t", "d", "t"),
    ("p", "b", "p"),
    ("k", "k", "ck"),
    ("kk", "k", "ck"),
    ("kk", "g", "ck"),
    ("kk", "k", "k"),
    ("tt", "t", "tt"),
    ("tt", "d", "tt"),
    ("pp", "p", "pp"),
    ("mm", "m", "mm"),
    ("gg", "g", "gg"),
    ("nn", "nd", "nn"),
    ("ll", "ld", "ll"),
    ("ll", "l", "ll"),
    ("l", "l", "ll"),
    ("r", "r", "rr"),
    ("p", "b", "pp"),
    ("tting", "tning", "ttning"),
    ("ling", "ling", "lning"),
    ("sjon", "tion", "tion"),
    ("sjon", "ssion", "ssion"),
    ("ks", "ks", "x"),
    ("ei", "ej", "æg"),
    ("ei", "e", "e"),
    ("øy", "øj", "øj"),
    ("øy", "ø", "ø"),
    ("v", "v", "hv"),
    ("u", "u", "o"),
    ("ø", "ø", "y"),
    ("e$", "e$", "a$"),
    ("er$", "er$", "are$"),
    ("er$", "er$", "or$"),
    ("er$", "er$", "ar$"),
    ("ene$", "erne$", "orna$"),
    ("ene$", "erne$", "arna$"),
    ("het$", "hed$", "het$"),
    ("el$", "le$", "el$"),
)
_SHARED: Final = str.maketrans({"ä": "æ", "ö": "ø"})
_SWEDISH: Final = str.maketrans({"æ": "ä", "ø": "ö"})
_SHORTEST: Final = 3
# So many rules at once, and so many spellings looked up: what is typed bounds no work.
_MOST_RULES: Final = 3
_MOST_TRIED: Final = 120
# What both languages have is meant for another word only where that is ten times as frequent.
_LEAST_RATIO: Final = 1.0
# Hardly a word is as frequent as that, so none is looked for.
_MOST_FREQUENT: Final = 5.0

type _Rule = tuple[re.Pattern[str], str]


@lru_cache(maxsize=10_000)
def spelt_in(written: str, own: str, other: str) -> str:
    """A word of one of these languages as another writes it, compounds part by part.

    "" where that has no such word, for what both write alike, and between any other languages.
    """
    if own == other or own not in LANGUAGES or other not in LANGUAGES or len(written) < _SHORTEST:
        return ""
    return _as_one_word(written, own, other) or _as_compound(written, own, other)


def _as_one_word(written: str, own: str, other: str) -> str:
    tried = _as_typed(written)
    least = max(_frequency(one, other) for one in tried) + _LEAST_RATIO
    if least > _MOST_FREQUENT:
        return ""
    latest = dict.fromkeys(tried, 0)
    rules = _rules(own, other)
    for _number in range(_MOST_RULES):
        found = islice(_respelt(latest, rules, tried), _MOST_TRIED - len(tried))
        latest = dict(found)
        known = {one: many for one in latest if (many := _frequency(one, other)) >= least}
        if known:
            return _letters(max(known, key=lambda one: (latest[one], known[one])), other)
    return ""


def _as_compound(written: str, own: str, other: str) -> str:
    """Each part as the other language writes it; "" unless that has them all, or has the word."""
    if any(_frequency(one, other) > 0 for one in _as_typed(written)):
        return ""
    parts = [
        spelt_in(part, own, other) or (part if _frequency(part, other) > 0 else "")
        for part in analyser(own).parts(written.lower())
    ]
    word = "".join(parts) if all(parts) else ""
    return "" if word == written.lower() else word


def _frequency(word: str, locale: str) -> float:
    """How frequent a word of the dictionary is; below 0 for what is none.

    Letters with a mark are looked up as they are: "køp" is no "kop".
    """
    known, written = dictionary(locale), _letters(word, locale)
    return known.zipf(language(locale).fold(written)) if known.lemmas(written) else -_LEAST_RATIO


def _letters(word: str, locale: str) -> str:
    return word.translate(_SWEDISH) if locale == "sv" else word


def _as_typed(written: str) -> set[str]:
    """In letters that all share, also where they were typed on a keyboard without them."""
    word = written.lower().translate(_SHARED).replace("aa", "å")
    return {word, word.replace("ae", "æ").replace("oe", "ø")}


@cache
def _rules(own: str, other: str) -> tuple[_Rule, ...]:
    """What stands in a word of one language, and what in its place in another."""
    first, second = LANGUAGES.index(own), LANGUAGES.index(other)
    pairs = dict.fromkeys((row[first], row[second]) for row in _SOUNDS)
    return tuple((re.compile(a), b.strip("^$")) for a, b in pairs if a != b)


def _respelt(
    words: Mapping[str, int], rules: Iterable[_Rule], tried: set[str]
) -> Iterator[tuple[str, int]]:
    """Words with one rule more, at one place, each once; and how many letters rules were about.

    The more they are, the surer it is: vand is vann rather than vant.
    """
    for word, letters in words.items():
        for sound, instead in rules:
            for found in sound.finditer(word):
                one = word[: found.start()] + instead + word[found.end() :]
                if one not in tried:
                    tried.add(one)
                    yield one, letters + len(sound.pattern)
