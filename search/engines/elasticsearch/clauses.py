"""The parts that a query is put together from, as Elasticsearch wants them."""

from collections.abc import Sequence
from typing import Any

Clause = dict[str, Any]

_MOST_WORDS = "top_terms_blended_freqs_24"


def is_word(name: str, value: str, boost: float) -> Clause:
    return {"term": {name: {"value": value, "boost": boost}}}


def has_word(name: str, value: str, score: float) -> Clause:
    return {"constant_score": {"filter": {"term": {name: value}}, "boost": score}}


def scoring(clause: Clause, score: float) -> Clause:
    return {"constant_score": {"filter": clause, "boost": score}}


def starting(name: str, value: str, boost: float) -> Clause:
    """Words that begin so; the rarer ones score more."""
    return {"prefix": {name: {"value": value, "boost": boost, "rewrite": _MOST_WORDS}}}


def begins(name: str, value: str, score: float = 1.0) -> Clause:
    """Words that begin so, at less expense: all score the same."""
    return {"prefix": {name: {"value": value, "boost": score}}}


def phrase(name: str, words: Sequence[str], slop: int, boost: float = 1.0) -> Clause:
    text = " ".join(words)
    return {"match_phrase": {name: {"query": text, "slop": slop, "boost": boost}}}


def any_of(clauses: Sequence[Clause], least: int = 1) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": least}}


def all_of(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"bool": {"must": list(clauses)}}


def best_of(clauses: Sequence[Clause], tie: float = 0.0) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return {"dis_max": {"queries": list(clauses), "tie_breaker": tie}}


def raised(clause: Clause, when: Clause, factor: float) -> Clause:
    """The clause, scoring this many times as much where something else holds, too."""
    functions = [{"filter": when, "weight": factor}]
    return {"function_score": {"query": clause, "functions": functions}}


def boosted(clause: Clause, factor: float) -> Clause:
    return clause if factor == 1.0 else {"bool": {"must": [clause], "boost": factor}}
