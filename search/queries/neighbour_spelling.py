"""A query looked up in another language than its reader's: as that language writes its words.

Only what is looked up elsewhere is spelt anew, never the reader's own language.
"""

from dataclasses import replace

from search.analysis.analyser import analyser
from search.analysis.scandinavian import spelt_in
from search.queries import Query, Term


def spelt_for(query: Query, typed_in: str) -> Query:
    """A query in one language that was typed in another: its words may be spelt as in either."""
    terms = tuple(_spelt(term, query, typed_in) for term in query.terms)
    return replace(query, terms=terms) if terms != query.terms else query


def _spelt(term: Term, query: Query, typed_in: str) -> Term:
    if term.is_code or term.is_protected:
        return term
    word = spelt_in(query.text[term.start : term.end].lower(), typed_in, query.locale)
    asked = analyser(query.locale).forms(word).asked if word else ()
    return replace(term, spellings=tuple(sorted({*term.spellings, *asked}))) if asked else term
