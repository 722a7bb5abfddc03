"""Did you mean: unknown words replaced by words of the embedded index."""

from collections.abc import Sequence
from typing import Any

from tantivy import Occur, Query

from search.analysis.analyser import analyser
from search.engines import correcting
from search.engines.base import Match, Request
from search.engines.tantivy import index
from search.engines.tantivy.query import QueryBuilder
from search.engines.tantivy.readings import Expanded
from search.queries import Term


def correction(
    schema: Any,
    searcher: Any,
    request: Request,
    expanded: Sequence[Expanded],
    matches: Sequence[Match],
) -> str:
    """The query with unknown words replaced, as they are written in what may be seen."""
    if not any(reading.is_typo for one in expanded for reading in one.readings):
        return ""
    fits = correcting.fits(request.query, matches[0].document if matches else None)
    builder = QueryBuilder(schema, searcher)
    text = request.query.text
    replaced = 0
    for one in sorted(expanded, key=lambda one: -one.term.start):
        for meant in correcting.offered(one.readings, fits=fits):
            written = _as_written(schema, searcher, builder, request, meant)
            if written:
                text = text[: one.term.start] + written + text[one.term.end :]
                replaced += 1
                break
    return text if replaced and not request.query.phrases else ""


def _as_written(
    schema: Any, searcher: Any, builder: QueryBuilder, request: Request, meant: Term
) -> str:
    word = Query.term_query(schema, index.WORDS, meant.word)
    musts = [(Occur.Must, one) for one in (word, *builder.filters(request))]
    found = searcher.search(Query.boolean_query(musts), 1, count=False).hits
    if not found:
        return ""
    document = index.document_of(searcher.doc(found[0][1]))
    for _name, text in index.texts(document):
        for token in analyser(document.locale).tokens(text):
            if token.forms.word == meant.word:
                return text[token.start : token.end].lower()
    return ""
