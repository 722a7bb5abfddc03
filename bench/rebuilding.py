"""Building the index anew, against the server's own bulk loading of the same texts, ready made."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from django.utils import timezone
from elasticsearch import helpers

from bench.corpus import brought_in
from bench.rows import Row, at_least
from bench.sizes import Size
from bench.texts import NAME, MadeSource
from bench.timing import timed
from search import engines
from search.documents import sources
from search.documents.entries import entries
from search.engines.elasticsearch import index
from search.engines.elasticsearch.engine import Elasticsearch
from search.index.rebuilding import rebuild
from search.semantic.vectors import with_vectors

_BULK = "bench-bulk"


def measure(size: Size) -> list[Row]:
    """In turn, several times; the ratio is that of the medians."""
    brought_in(size)
    shared = engines.shared_engine()
    made = sources.get(NAME)
    assert isinstance(shared, Elasticsearch)
    assert isinstance(made, MadeSource)
    made.have(size.rebuilt)
    ready = list(_ready())
    rebuilds, bulks = [], []
    for _turn in range(size.rebuilds):
        bulks.append(timed(lambda: _bulk(shared, ready))[0])
        rebuilds.append(timed(lambda: rebuild(shared))[0])
    ours, raw = (len(ready) / median(times) * 1000 for times in (rebuilds, bulks))
    return [
        at_least(
            "rebuild-ratio",
            "documents rebuilt a second ÷ by helpers.bulk fed with ready dicts",
            ours / raw,
            0.7,
            rebuilt_a_second=round(ours),
            bulk_a_second=round(raw),
            documents=len(ready),
            turns=size.rebuilds,
        )
    ]


def _ready() -> Iterator[dict[str, Any]]:
    at = timezone.now()
    for source in sources.registered():
        for entry in with_vectors(entries(source.documents(list(source.keys())))):
            locale = index.locale_of(entry.document)
            yield {
                "_index": f"{_BULK}-{locale}",
                "_id": entry.document.reference,
                "_source": index.source_of(entry, at),
            }


def _bulk(shared: Elasticsearch, ready: list[dict[str, Any]]) -> None:
    """Into indices made as a rebuild makes them, searched at the end as after a swap."""
    client = shared._client
    names = sorted({one["_index"] for one in ready})
    for name in names:
        client.indices.delete(index=name, ignore_unavailable=True)
        client.indices.create(
            index=name, settings=index.settings(filling=True), mappings=index.mapping()
        )
    helpers.bulk(client, ready)
    for name in names:
        client.indices.put_settings(index=name, settings=index.settings_in_use())
    client.indices.flush(index=names)
    client.indices.refresh(index=names)
