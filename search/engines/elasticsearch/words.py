"""What an index knows of a query's words: the first of a search's two round trips.

How many of the texts that this reader may see have a word (so that a hidden text never shows in
what is corrected, or how heavily a word weighs), and what a word that none of them has may mean.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from search.analysis.languages import language
from search.engines.base import Request
from search.engines.elasticsearch import index
from search.engines.elasticsearch.clauses import Clause, any_of, begins
from search.engines.vocabulary import edits, furthest, may_mean
from search.queries import Query, Term

SHORTEST_PART = 4
_MOST_TYPOS = 5
_KEPT = 2_000
_KEPT_FOR = 15.0


@dataclass(frozen=True, slots=True)
class Words:
    """Texts that may be seen in all, with each term, with compounds of it, with its endings.

    `typos` are the words that an unknown term may mean, the likeliest first. `together`: a text
    that may be found has all the words.
    """

    texts: int
    with_term: tuple[int, ...]
    with_compound: tuple[int, ...]
    beginning: int
    typos: tuple[tuple[str, ...], ...]
    together: bool

    def rarity(self, frequency: int) -> float:
        """The rarer, the heavier."""
        return math.log(1 + max(self.texts - frequency + 0.5, 0.5) / (frequency + 0.5))


def has_term(term: Term) -> dict[str, Any]:
    """Texts with the term, however it is spelt."""
    ways: list[dict[str, Any]] = [{"term": {index.ALL_STEMS: term.stem}}]
    if term.spellings:
        ways.append({"terms": {index.SPELLINGS: list(term.spellings)}})
    return {"bool": {"should": ways}}


def may_have_compounds(query: Query, term: Term) -> bool:
    """Whether the term is looked for as a part of longer words."""
    long_enough = len(term.stem) >= SHORTEST_PART
    return long_enough and not term.is_code and language(query.locale).compounds


def has_within(term: Term) -> Clause:
    """Texts with a word that begins or ends with the term."""
    return any_of([begins(index.ALL_STEMS, term.stem), begins(index.BACKWARDS, term.stem[::-1])])


def _has_compound(term: Term) -> Clause:
    without = {"term": {index.ALL_STEMS: term.stem}}
    return {"bool": {"filter": has_within(term), "must_not": without}}


def asking(request: Request, seen: Clause, findable: Clause) -> dict[str, Any]:
    """The search that counts: among what this reader may see, and what the request may find."""
    query = request.query
    terms = [has_term(term) for term in query.terms]
    filters = {f"term {place}": clause for place, clause in enumerate(terms)}
    suggest: dict[str, Any] = {}
    for place, term in enumerate(query.terms):
        if may_have_compounds(query, term):
            filters[f"compound {place}"] = _has_compound(term)
        if not term.is_code and len(term.word) >= SHORTEST_PART:
            suggest[f"typo {place}"] = _near(term.word, query.is_unfinished)
    if query.is_unfinished:
        filters["beginning"] = begins(index.TITLE_WORDS, query.terms[-1].word)
        terms[-1] = any_of([terms[-1], filters["beginning"]])
    if terms:
        filters["together"] = {"bool": {"filter": [findable, *terms]}}
    body: dict[str, Any] = {"size": 0, "track_total_hits": True, "query": seen}
    if filters:
        body["aggs"] = {"words": {"filters": {"filters": filters}}}
    return body | ({"suggest": suggest} if suggest else {})


def _near(word: str, is_being_typed: bool) -> dict[str, Any]:
    """Words near to this one. Looking far, or for another first letter, takes too long at each
    key.
    """
    return {
        "text": word,
        "term": {
            "field": index.WORDS,
            "analyzer": "keyword",
            "suggest_mode": "missing",
            "size": _MOST_TYPOS,
            "prefix_length": 1 if is_being_typed else 0,
            "max_edits": 1 if is_being_typed else furthest(word) or 1,
            "min_word_length": SHORTEST_PART,
        },
    }


def told(request: Request, answer: Mapping[str, Any]) -> Words:
    """What was counted. An index that is not there yet knows no words."""
    terms = request.query.terms
    counted = answer.get("aggregations", {}).get("words", {}).get("buckets", {})

    def count(name: str) -> int:
        return int(counted[name]["doc_count"]) if name in counted else 0

    return Words(
        texts=int(answer["hits"]["total"]["value"]),
        with_term=tuple(count(f"term {place}") for place in range(len(terms))),
        with_compound=tuple(count(f"compound {place}") for place in range(len(terms))),
        beginning=count("beginning"),
        typos=tuple(
            _typos(term, answer.get("suggest", {}).get(f"typo {place}", ()))
            for place, term in enumerate(terms)
        ),
        together=count("together") > 0,
    )


def _typos(term: Term, suggested: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    options = [str(one["text"]) for entry in suggested for one in entry["options"]]
    return tuple(
        word
        for word in options
        if word != term.word
        and not any(letter.isdigit() for letter in word)
        and may_mean(term.word, word, edits(term.word, word, 2))
    )


class Memory:
    """Remembers for some seconds what was counted: the next page of results asks it again."""

    def __init__(self) -> None:
        self._known: OrderedDict[Any, tuple[float, Words]] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Forget all: the index has changed."""
        with self._lock:
            self._known.clear()

    def of(
        self,
        requests: Sequence[Request],
        ask: Callable[[Sequence[Request]], Sequence[Words]],
    ) -> list[Words]:
        """The words of each request; only those that are not known are asked for."""
        now = time.monotonic()
        keys = [_asked(one) for one in requests]
        with self._lock:
            known = {
                key: self._known[key][1]
                for key in keys
                if key in self._known and self._known[key][0] > now
            }
        unknown = [place for place, key in enumerate(keys) if key not in known]
        for place, words in zip(unknown, ask([requests[one] for one in unknown]), strict=True):
            known[keys[place]] = words
            with self._lock:
                self._known[keys[place]] = (now + _KEPT_FOR, words)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return [known[key] for key in keys]


def _asked(request: Request) -> tuple[Any, ...]:
    """What the answer depends on: not which page of it, nor in which order, nor what is near."""
    narrowed = (
        request.audience, request.kinds, request.topics, request.products, request.markets,
        request.readers, request.without, request.only,
    )  # fmt: skip
    return (request.query, *(tuple(sorted(some)) for some in narrowed))
