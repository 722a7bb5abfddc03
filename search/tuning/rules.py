"""What editors decided for one language, as a query meets it. Pure: rows come from elsewhere.

Texts are compared by the same analysis as everything else, so an inflected form or one without
accents means the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from search.analysis.analyser import Forms, Token, analyser
from search.queries import Query, Term, informative, normal_form, parse, term_of

MOST_WAYS = 8
"""So many synonyms of one word are looked for."""
MOST_WORDS = 48
"""So many words of synonyms are looked for in one query."""

type Words = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Wordings that mean the same. One way: only the first finds the others."""

    wordings: tuple[str, ...]
    one_way: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """Hits ("kind:key"), in order, that come first for a query."""

    query: str
    hits: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """All rules of one language."""

    locale: str
    synonyms: tuple[Synonyms, ...] = ()
    pins: tuple[Pin, ...] = ()
    protected: tuple[str, ...] = ()

    def parse(
        self, text: str, *, others: Iterable[str] = (), is_unfinished: bool = False
    ) -> Query:
        """A query in this language as `search.queries.parse` takes it, with these rules."""
        query = parse(text, self.locale, others=others, is_unfinished=is_unfinished)
        return replace(query, terms=self._tuned(query.terms)) if query.terms else query

    def pinned(self, query: Query) -> tuple[str, ...]:
        """The hits that come first for a query."""
        return self._pins.get(normal_form(query), ()) if self.pins else ()

    @cached_property
    def _pins(self) -> Mapping[str, tuple[str, ...]]:
        return {normal_form(parse(pin.query, self.locale)): pin.hits for pin in self.pins}

    @cached_property
    def _protected(self) -> frozenset[str]:
        return frozenset(
            form
            for word in self.protected
            for token in analyser(self.locale).tokens(word)
            for form in (token.forms.word, token.forms.stem)
        )

    @cached_property
    def _ways(self) -> Mapping[str, Sequence[tuple[Words, tuple[Words, ...]]]]:
        """By each form of a wording's first word: the wording, and what else it may say."""
        ways: dict[str, list[tuple[Words, tuple[Words, ...]]]] = {}
        for group in self.synonyms:
            wordings = [words for one in group.wordings if (words := self._words(one))]
            for place, said in enumerate(wordings[:1] if group.one_way else wordings):
                others = tuple(one for at, one in enumerate(wordings) if at != place)
                for form in _forms(said[0]):
                    ways.setdefault(form, []).append((said, others))
        return ways

    def _words(self, wording: str) -> Words:
        takes_apart = analyser(self.locale)
        tokens: Sequence[Token] = informative(list(takes_apart.tokens(wording)), takes_apart)
        return tuple(_term(token.forms) for token in tokens)

    def _tuned(self, terms: Words) -> Words:
        found = self._synonyms_of(terms) if self.synonyms else {}
        if not found and not self.protected:
            return terms
        left = MOST_WORDS
        tuned = []
        for place, term in enumerate(terms):
            ways = list(found.get(place, {}))[:MOST_WAYS]
            while sum(map(len, ways)) > left:
                ways.pop()
            left -= sum(map(len, ways))
            is_protected = not self._protected.isdisjoint((term.word, term.stem))
            tuned.append(replace(term, synonyms=tuple(ways), is_protected=is_protected))
        return tuple(tuned)

    def _synonyms_of(self, terms: Words) -> dict[int, dict[Words, None]]:
        """By place: what the words from there may also be called, each once."""
        found: dict[int, dict[Words, None]] = {}
        for place, term in enumerate(terms):
            seen = [way for form in _forms(term) for way in self._ways.get(form, ())]
            for said, others in seen:
                here = terms[place : place + len(said)]
                if len(here) == len(said) and all(map(_same, here, said)):
                    for at in range(place, place + len(said)):
                        found.setdefault(at, {}).update(dict.fromkeys(others))
        return found


@dataclass(frozen=True)
class Tuning:
    """The rules of all languages."""

    languages: Mapping[str, Rules] = field(default_factory=dict)

    def of(self, locale: str) -> Rules:
        """The rules of a language; there may be none."""
        return self.languages.get(locale) or Rules(locale)


def _term(forms: Forms) -> Term:
    return replace(term_of(forms), is_code=forms.is_code)


def _forms(term: Term) -> frozenset[str]:
    return frozenset((term.stem, term.word, *term.spellings))


def _same(one: Term, other: Term) -> bool:
    return not _forms(one).isdisjoint(_forms(other))
