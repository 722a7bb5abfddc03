"""What was typed, understood: terms and quoted phrases; nothing is syntax of an engine.

Beside it, what else was asked and what may have been meant:

    parameters              what callers of the API may ask for, checked
    facets                  what results may be narrowed by, as other rooms say
    narrowing               what a reader narrowed the page to, and the addresses that change it
    recognition             queries in another language, or typed on another keyboard
    neighbour_spelling      a query in the spelling of another Scandinavian language
    slips                   when a word may be a slip of another
    asking_for_a_person     whether somebody looks for a person rather than for a text
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.text import clean_text
from search.analysis import numbers
from search.analysis.analyser import Analyser, Forms, Token, analyser
from search.analysis.transliteration import rough_latin
from search.ranking import MOST_CHARACTERS, MOST_TERMS

_QUOTED = re.compile(r'["“„”«»]([^"“„”«»]{1,200})["“”»«]')
_DIRECTIONS = re.compile("[\u200e\u200f\u2066-\u2069]")
_LATIN = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query and what it may be found by.

    `spellings` are compared with the further spellings of a text's words. `synonyms` are wordings
    that editors call the same, each of them words that must all occur. A word that `is_protected`
    is never corrected.
    """

    word: str
    stem: str
    spellings: tuple[str, ...] = ()
    is_code: bool = False
    start: int = 0
    end: int = 0
    synonyms: tuple[tuple["Term", ...], ...] = ()
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query in one language: `text` cleaned, its terms, and phrases that must occur exactly.

    `elsewhere` has the stems of the query as other languages would take them ("en", "print").
    `is_unfinished`: the last term is still being typed.
    """

    text: str
    locale: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    is_unfinished: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms and not self.phrases

    @property
    def names(self) -> tuple[Term, ...]:
        """The codes that name one thing ("E-1042"), not numbers, measures and versions."""
        return tuple(one for one in self.terms if one.is_code and _is_name(one.word))


def _is_name(code: str) -> bool:
    return any(map(str.isalpha, code)) and not any(numbers.values(code))


def clean(text: str) -> str:
    """The query as it may be shown and stored: one line, no control or direction characters."""
    text = clean_text(text[:MOST_CHARACTERS])
    return " ".join(_DIRECTIONS.sub(" ", text).split())


def parse(
    text: str, locale: str, *, others: Iterable[str] = (), is_unfinished: bool = False
) -> Query:
    """Understand a query in a language; `others` are the languages it may be typed in instead."""
    text = clean(text)
    terms, phrases = _understood(text, locale, is_unfinished)
    return Query(
        text,
        locale,
        terms,
        phrases,
        _elsewhere(text, [other for other in others if other != locale]),
        is_unfinished and bool(terms) and not text.endswith((".", "?", "!")),
    )


# A page asks for the same in each language of its reader, and then again for what else is meant.
@lru_cache(maxsize=100)
def _understood(
    text: str, locale: str, keep_last: bool
) -> tuple[tuple[Term, ...], tuple[tuple[str, ...], ...]]:
    """The terms of a text, and its quoted phrases."""
    takes_apart = analyser(locale)
    phrases = []
    for quoted in _QUOTED.findall(text):
        if words := tuple(token.forms.word for token in takes_apart.tokens(quoted)):
            phrases.append(words)
    tokens = list(takes_apart.tokens(text))
    kept = informative(tokens, takes_apart, keep_last=keep_last)
    return tuple(_term(token, takes_apart) for token in _once(kept))[:MOST_TERMS], tuple(phrases)


def normal_form(query: Query) -> str:
    """What queries share that ask the same in other forms or another order of their words."""
    return " ".join(sorted(term.stem for term in query.terms))


def informative(
    tokens: Sequence[Token], takes_apart: Analyser, *, keep_last: bool = False
) -> Sequence[Token]:
    """The tokens without stop words, unless there is nothing else."""
    stop_words = takes_apart.row.stop_words
    kept = [
        token
        for token in tokens
        if token.forms.word not in stop_words or (keep_last and token is tokens[-1])
    ]
    return kept or tokens


def _once(tokens: Iterable[Token]) -> Iterable[Token]:
    return {token.forms.stem: token for token in reversed(list(tokens))}.values().__reversed__()


def _term(token: Token, takes_apart: Analyser) -> Term:
    forms = token.forms
    spellings = set(forms.asked) if not forms.is_code else set(forms.extra)
    if forms.is_code:
        spellings.add(forms.word)
    if takes_apart.row.typed_in_latin and _LATIN.fullmatch(forms.word):
        spellings.update(rough_latin(forms.word))
    return Term(
        forms.word, forms.stem, tuple(sorted(spellings)), forms.is_code, token.start, token.end
    )


@lru_cache(maxsize=10_000)
def term_of(forms: Forms) -> Term:
    """The term for a word that was not typed (a correction, a compound)."""
    return Term(forms.word, forms.stem, tuple(sorted(set(forms.asked))))


def _elsewhere(text: str, others: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = [
        (other, term.stem)
        for other in others
        for term in _understood(text, other, False)[0]
        if term.word not in analyser(other).row.stop_words
    ]
    return tuple(found[: 2 * MOST_TERMS])
