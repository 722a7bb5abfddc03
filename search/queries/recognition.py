"""Queries in another language than the reader's, or typed on another keyboard than was meant.

What is known from the letters alone costs nothing: a query in Greek letters is looked up in Greek
too, whoever asks, and "kleid;i" is no word on any keyboard. What the letters cannot tell is
guessed: the keys read on another layout, then the languages that share the script. The guesses are
asked together with the query as it was typed, and an engine answers those alone that can matter:
when no text has all that was typed, but one has most of the words of the guess. They are looked at
only when nothing fits what was typed, so an exact hit is never overridden; and a guess counts when
something fits it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal import languages, locales
from search.analysis import keyboards
from search.queries import Query, slips

_LETTERS = {
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Hebr": "\u0590-\u05ff",
    "Cyrl": "\u0400-\u04ff",
    "Armn": "\u0530-\u058f",
    "Geor": "\u10a0-\u10ff",
    "Deva": "\u0900-\u097f",
    "Taml": "\u0b80-\u0bff",
    "Thai": "\u0e00-\u0e7f",
    "Kore": "\uac00-\ud7af",
    "Jpan": "\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f",
    "Hans": "\u4e00-\u9fff",
    "Hant": "\u4e00-\u9fff",
}
# The languages that are told by their letters; all others of ours are written in Latin ones.
_SCRIPTS = {
    code: re.compile(f"[{_LETTERS[script]}]")
    for code in locales.codes()
    if (script := languages.script(code)) in _LETTERS
}
_LATIN = re.compile("[a-zæøåäöß]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A way to take a query: its words, and the languages to look in, the reader's own first.

    `passed`: languages between the reader's own and the others that were looked in before.
    `is_guess`: it is looked at only when nothing fits what was typed.
    """

    text: str
    codes: tuple[str, ...]
    passed: tuple[str, ...] = ()
    is_guess: bool = False

    def before(self, number: int) -> tuple[str, ...]:
        """The languages in which a reader would rather have what is found in one of these."""
        return (self.codes[0], *self.passed, *self.codes[1:number]) if number else ()


def first(query: Query) -> Interpretation:
    """The query as it was typed, or as its signs tell that it was meant.

    It is looked up, too, in the language that its letters tell of.
    """
    text = keyboards.told(query.text, query.locale) if _may_be_another(query) else ""
    chain = locales.fallback_chain(query.locale)
    meant = text or query.text
    told = (code for code, letters in _SCRIPTS.items() if letters.search(meant))
    return Interpretation(meant, (*chain, *(code for code in told if code not in chain)))


def others(query: Query, looked_in: Sequence[str]) -> list[Interpretation]:
    """What else it may be, the likeliest first."""
    if not _may_be_another(query):
        return []
    chain = tuple(looked_in)
    # Real words were struck on the keyboard that was meant.
    is_real = all(slips.is_real(term.word, query.locale) for term in query.terms)
    struck = () if is_real else keyboards.readings(query.text, query.locale)
    found = [Interpretation(one, chain, is_guess=True) for one in struck]
    alike = [code for code in locales.codes() if code not in (*_SCRIPTS, *chain)]
    if alike and _LATIN.search(query.text):
        found.append(
            Interpretation(query.text, (chain[0], *alike), passed=chain[1:], is_guess=True)
        )
    return found


def is_hardly_words(query: Query) -> bool:
    """Whether less than half of its words are known in any language of the site.

    A model takes that for something, though it is nothing, or a slip of the fingers.
    """
    words = [term.word for term in query.terms if not term.is_code]
    known = (word for word in words if any(slips.is_real(word, code) for code in locales.codes()))
    return 2 * sum(1 for _word in known) < len(words)


def _may_be_another(query: Query) -> bool:
    """Not what has codes, quoted or protected words: they are meant as they stand."""
    exact = query.phrases or any(term.is_code or term.is_protected for term in query.terms)
    return bool(query.terms) and not exact
