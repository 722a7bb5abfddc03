"""What an index knows of a query's words, for one audience: the first of a search's two round
trips.

All that search.engines.expansion may want to know is asked at once. Words near to one are told by
the terms of the whole index, so what they find is seen only in the second. Where an index has
texts that the audience may not see, one of these may have a slip itself; then what is near to what
may be a slip is asked for once more, whether a text has it or not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from search.analysis.vocabulary import Similar, edits, furthest, may_mean
from search.engines.base import Request
from search.engines.elasticsearch.clauses import Clause, any_of, begins
from search.engines.expansion import SHORTEST_PART, is_begun, joined, may_be_longer, may_be_slip
from search.engines.indexed_form import ALL_STEMS, BACKWARDS, SPELLINGS, TITLE_WORDS, WORDS
from search.queries import Query, Term

_MOST_NEAR = 5
# Where some of them may have to be left out.
_MOST_NEAR_UNSEEN = 15
# Also of a word that many texts have, since they may all be hidden ones.
_ANY_FREQUENCY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ElasticsearchLexicon:
    """Implements search.engines.lexicon.Lexicon for the words of one query.

    `together`: a text that may be found has all of them. `sees_all`: the audience may see all
    that the index has.
    """

    texts: int
    together: bool = False
    sees_all: bool = True
    frequencies: Mapping[Term, int] = field(default_factory=dict)
    written: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    longer: frozenset[Term] = frozenset()
    begun: bool = False
    near: Mapping[str, tuple[Similar, ...]] = field(default_factory=dict)

    def frequency(self, term: Term) -> int:
        """How many texts have a term, however they spell it."""
        return self.frequencies[term]

    def is_written(self, word: str) -> bool:
        """Whether one of them has a folded word just so."""
        return word in self.written

    def is_joined(self, word: str) -> bool:
        """Whether one of them has two words as this one, be it with a hyphen."""
        return word in self.joined

    def has_longer(self, term: Term) -> bool:
        """Whether one of them has not a term, but longer words that begin or end with it."""
        return term in self.longer

    def has_begun(self, _term: Term) -> bool:
        """Whether a title has a word that begins with what was typed of the last term."""
        return self.begun

    def similar(self, word: str) -> Sequence[Similar]:
        """Words near to a folded one."""
        return self.near.get(word, ())


def has_term(term: Term) -> Clause:
    """Texts with the term, however it is spelt."""
    ways: list[Clause] = [{"term": {ALL_STEMS: term.stem}}]
    if term.spellings:
        ways.append({"terms": {SPELLINGS: list(term.spellings)}})
    return {"bool": {"should": ways}}


def has_longer(term: Term) -> Clause:
    """Texts with a word that begins or ends with the term."""
    return any_of([begins(ALL_STEMS, term.stem), begins(BACKWARDS, term.stem[::-1])])


def _is_joined(word: str) -> Clause:
    return any_of([_has_word(word), {"term": {SPELLINGS: word}}])


def _has_word(word: str) -> Clause:
    return {"term": {WORDS: word}}


def build_count(request: Request, seen: Clause, findable: Clause) -> dict[str, Any]:
    """The search that counts: among what this reader may see, and what the request may find."""
    query = request.query
    terms = [has_term(term) for term in query.terms]
    filters = {f"term {place}": term for place, term in enumerate(terms)}
    filters |= {f"joined {place}": _is_joined(word) for place, word in enumerate(joined(query))}
    for place, term in enumerate(query.terms):
        if may_be_longer(query, term):
            without = {"bool": {"filter": has_longer(term), "must_not": has_term(term)}}
            filters[f"longer {place}"] = without
        if _may_have_near(term):
            filters[f"written {place}"] = _has_word(term.word)
        if is_begun(query, place):
            filters["begun"] = begins(TITLE_WORDS, term.word)
            terms[place] = any_of([terms[place], filters["begun"]])
    body: dict[str, Any] = {"size": 0, "track_total_hits": True, "query": seen}
    if not terms:
        return body
    filters["together"] = {"bool": {"filter": [findable, *terms]}}
    words = {term.word for term in query.terms if _may_have_near(term)}
    aggregations = {"words": {"filters": {"filters": filters}}, "all": {"global": {}}}
    return body | {"aggs": aggregations} | _suggest(words, query, "missing", _MOST_NEAR)


def parse_count(request: Request, answer: Mapping[str, Any]) -> ElasticsearchLexicon:
    """What was counted. An index that is not there yet knows no words."""
    query = request.query
    found = answer.get("aggregations", {})
    counted = found.get("words", {}).get("buckets", {})

    def count(name: str) -> int:
        return int(counted[name]["doc_count"]) if name in counted else 0

    def with_any(name: str) -> Iterable[Term]:
        return (term for place, term in enumerate(query.terms) if count(f"{name} {place}"))

    texts = int(answer["hits"]["total"]["value"])
    return ElasticsearchLexicon(
        texts,
        together=count("together") > 0,
        sees_all=texts >= int(found.get("all", {}).get("doc_count", 0)),
        frequencies={term: count(f"term {place}") for place, term in enumerate(query.terms)},
        joined=frozenset(
            word for place, word in enumerate(joined(query)) if count(f"joined {place}")
        ),
        written=frozenset(term.word for term in with_any("written")),
        longer=frozenset(with_any("longer")),
        begun=count("begun") > 0,
        near=_near(answer),
    )


def doubtful(query: Query, lexicon: ElasticsearchLexicon) -> set[str]:
    """Words that may be slips, and may be meant for others than the first round trip tells."""
    if lexicon.sees_all:
        return set()
    return {
        term.word
        for place, term in enumerate(query.terms)
        if _may_have_near(term) and may_be_slip(query, place, lexicon)
    }


def build_near(query: Query, words: Iterable[str]) -> dict[str, Any]:
    """The search for what is near to words, whether a text has them or not."""
    return {"size": 0, **_suggest(words, query, "always", _MOST_NEAR_UNSEEN)}


def with_near(lexicon: ElasticsearchLexicon, answer: Mapping[str, Any]) -> ElasticsearchLexicon:
    """The lexicon with what is near to these words instead."""
    return replace(lexicon, near={**lexicon.near, **_near(answer)})


def _may_have_near(term: Term) -> bool:
    return not term.is_code and furthest(term.word) > 0


def _suggest(words: Iterable[str], query: Query, mode: str, most: int) -> dict[str, Any]:
    """Words near to each of these. Looking far, or for another first letter, takes too long at
    each key.
    """
    near = {
        word: {
            "text": word,
            "term": {
                "field": WORDS,
                "analyzer": "keyword",
                "suggest_mode": mode,
                "size": most,
                "prefix_length": 1 if query.is_unfinished else 0,
                "max_edits": 1 if query.is_unfinished else furthest(word),
                "min_word_length": min(SHORTEST_PART, len(word)),
                "max_term_freq": _ANY_FREQUENCY,
            },
        }
        for word in words
    }
    return {"suggest": near} if near else {}


def _near(answer: Mapping[str, Any]) -> dict[str, tuple[Similar, ...]]:
    """The words that may be meant by each of the suggest's words."""
    return {
        word: tuple(
            one
            for entry in entries
            for option in entry["options"]
            if (one := _similar(word, option)).distance and may_mean(word, one.word, one.distance)
            if not any(map(str.isdigit, one.word))
        )
        for word, entries in answer.get("suggest", {}).items()
    }


def _similar(word: str, option: Mapping[str, Any]) -> Similar:
    # The server counts letters a little otherwise; and texts that are hidden or gone.
    return Similar(str(option["text"]), min(edits(word, option["text"], 2), 2), 0)
