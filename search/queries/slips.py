"""When a word that no text has may be a slip of another: one rule for every engine.

A real word is never taken for another, however near: whoever types "wife" does not mean "wifi",
and nothing found is better than the wrong thing. A word is real when the texts have it (an engine
does not ask then), or when it is known in the reader's language or in English, which is typed
everywhere. (Not in a neighbour's: nätverk is to find netværk.) Lists of frequent words know
frequent slips ("recieve"), too: what no dictionary has may mean one that is a letter away, or two
in a long one, and very much more frequent.

A slip may share its stem with another word by chance, or begin one ("vinteen", winter). Then it
finds that, and may be meant for what is one letter away all the same.
"""

from collections.abc import Iterable
from functools import lru_cache

from search.analysis.analyser import analyser
from search.analysis.dictionary.words import dictionary
from search.analysis.vocabulary import Similar, edits
from search.queries import Term

# From this frequency on, a word is known in English; in the reader's language all are.
_KNOWN_IN_ENGLISH = 3.0
# A slip is at most so frequent, and so much less than what is meant (1 is ten times). Where no
# dictionary says which words are none, only the rarest may be one.
_MOST_SLIP = 3.3
_MOST_SLIP_UNPROVEN = 2.5
_LEAST_RATIO = 1.5
# In a long word two letters may be wrong.
_LONG = 8
_SHORTEST_COMPOUND = 10
_SHORTEST_PART = 4


def meant(typed: str, words: Iterable[Similar], locale: str) -> list[Similar]:
    """Those of the words near to a folded one that it may be typed for, the likeliest first.

    Where texts have an English word ("thermostat") and the reader's own spelling of it
    ("termostat"), the latter is meant, and counts as no farther than the English one.
    """
    found = [one for one in words if may_be_meant(typed, one.word, locale)]
    english = [one for one in found if _is_english_only(one.word, locale)]
    own = []
    for one in found:
        others = [other.distance for other in english if edits(one.word, other.word, 1) == 1]
        if others and one not in english:
            own.append(one._replace(distance=min(one.distance, *others)))
    spelt = {one.word for one in own}
    return [*own, *(one for one in found if one.word not in spelt)]


def meant_beside(term: Term, words: Iterable[Similar], locale: str) -> list[Similar]:
    """The same for a word that no text has, but other forms of it, or longer words.

    Not what these forms find anyway.
    """
    forms, found = analyser(locale).forms, {term.stem, *term.spellings}
    near = [one for one in meant(term.word, words, locale) if one.distance == 1]
    return [one for one in near if found.isdisjoint(forms(one.word).all)]


def may_be_meant(typed: str, other: str, locale: str) -> bool:
    """Whether one folded word may be typed for another that texts in this language have."""
    # Where nobody takes endings off, another form of a real word looks like a slip of it.
    has_forms = bool(analyser(locale).row.stemmer)
    return not has_forms or not is_real(typed, locale) or _is_slip(typed, other, locale)


@lru_cache(maxsize=10_000)
def is_real(word: str, locale: str) -> bool:
    """Whether a folded word is one in a language, or consists of such, or is one in English."""
    return (
        _is_known(word, locale, 0.0)
        or _is_known(word, "en", _KNOWN_IN_ENGLISH)
        or _is_compound(word, locale)
    )


def _is_english_only(word: str, locale: str) -> bool:
    return _is_known(word, "en", _KNOWN_IN_ENGLISH) and not _is_known(word, locale, 0.0)


def _is_known(word: str, locale: str, more_than: float) -> bool:
    known = dictionary(locale)
    return known.zipf(word) > more_than or bool(known.lemmas(word))


def _is_compound(word: str, locale: str) -> bool:
    """Whether it surely consists of words; of short ones, any letters do by chance."""
    parts = analyser(locale).parts(word) if len(word) >= _SHORTEST_COMPOUND else ()
    return bool(parts) and min(map(len, parts)) >= _SHORTEST_PART


def _is_slip(typed: str, other: str, locale: str) -> bool:
    known = dictionary(locale)
    most = _MOST_SLIP if known.has_lemmas else _MOST_SLIP_UNPROVEN
    letters = 2 if known.has_lemmas and len(typed) >= _LONG else 1
    return (
        0 < known.zipf(typed) <= min(most, known.zipf(other) - _LEAST_RATIO)
        and not known.lemmas(typed)
        and not dictionary("en").lemmas(typed)
        and edits(typed, other, letters) <= letters
    )
