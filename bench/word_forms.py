"""Forms of one word and parts of compounds are found; words that only look alike are not."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.rows import Row, at_least, at_most
from bench.sets import read
from bench.sizes import Size
from search.documents import PUBLIC, Document
from search.documents.entries import entries
from search.engines.base import Request
from search.engines.tantivy.engine import Embedded
from search.queries import parse

_NAME = "words"
# Found by this subject at 6082295, before words had lemmas, of the 40 pairs.
CONFUSED_BEFORE = 6

type Pair = tuple[str, str, str, str]
"""Language, kind, what is searched for, what the text has."""


def measure(size: Size) -> list[Row]:
    """Each word as a search among all words of the set in its language."""
    rows = read("word_forms")
    found = dict(zip(map(_key, rows), _found(rows), strict=True))
    confused = [row for row in rows if row["kind"] == "confusable" and found[_key(row)]]
    return [
        *_shares(rows, found),
        at_most(
            "confusable-words-matched",
            "pairs of words that only look alike and match, more than at 6082295",
            len(confused) - CONFUSED_BEFORE,
            2,
            before=CONFUSED_BEFORE,
            matched=[f"{row['locale']}: {row['query']}, {row['text']}" for row in confused],
        ),
    ]


def _key(row: dict[str, Any]) -> Pair:
    return row["locale"], row["kind"], row["query"], row["text"]


def _found(rows: list[dict[str, Any]]) -> Iterator[bool]:
    """Whether each row's search finds the text that is its other word.

    What is searched for stands in a text, too: so it is no typing error, for which any word that
    looks alike would be found.
    """
    with TemporaryDirectory(prefix="portal-words-") as folder:
        engine = Embedded(Path(folder))
        texts = {(row["locale"], row[side]) for row in rows for side in ("query", "text")}
        documents = [_document(locale, word) for locale, word in sorted(texts)]
        with engine.rebuilding() as new:
            new.apply(list(entries(documents)), {one.reference for one in documents})
            new.swap()
        for row in rows:
            query = parse(row["query"], row["locale"])
            request = Request(query=query, audience=(PUBLIC,), limit=len(documents))
            matches = engine.search([request])[0].matches
            yield any(one.document.title == row["text"] for one in matches)


def _document(locale: str, word: str) -> Document:
    return Document(
        source=_NAME,
        key=f"{locale}-{word}",
        kind="article",
        locale=locale,
        title=word,
        url=f"/{locale}/{word}/",
    )


def _shares(rows: list[dict[str, Any]], found: dict[Pair, bool]) -> Iterator[Row]:
    """A row for each language, and one for each part of compounds in each language."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["kind"] != "confusable":
            groups[row["locale"], row.get("part", "")].append(row)
    for (locale, part), some in groups.items():
        what = f"compounds found by their {part} part" if part else "pairs of forms found"
        yield at_least(
            f"word-forms-{locale}" + (f"-compounds-{part}" if part else ""),
            f"{what}, {locale}",
            sum(found[_key(row)] for row in some) / len(some),
            0.95,
            pairs=len(some),
            not_found=[f"{row['query']} → {row['text']}" for row in some if not found[_key(row)]],
        )
