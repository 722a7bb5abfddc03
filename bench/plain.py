"""What search is compared with: a language-analysed multi_match with fuzziness, nothing of ours.

One index for each language with Elasticsearch's own analyser of it, the fields a help text has,
titles counting most; as a project sets it up in an afternoon.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch as Client
from elasticsearch import helpers

from search.documents import PUBLIC, sources
from search.tuning.measures import DEPTH, JudgedSearch, Judgement

ANALYSERS = {
    "ar": "arabic",
    "da": "danish",
    "el": "greek",
    "en": "english",
    "id": "indonesian",
    "nb": "norwegian",
    "sv": "swedish",
}
FIELDS = {"title": 3, "summary": 2, "keywords": 2, "headings": 1.5, "body": 1}
_PREFIX = "bench-plain"


def fill(client: Client) -> None:
    """Make the indices anew, from all texts that everybody may see."""
    for locale, analyser in ANALYSERS.items():
        client.indices.delete(index=index(locale), ignore_unavailable=True)
        text = {"type": "text", "analyzer": analyser}
        client.indices.create(
            index=index(locale),
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings={"dynamic": False, "properties": dict.fromkeys(FIELDS, text)},
        )
    helpers.bulk(client, _actions(), refresh=True)


def _actions() -> Iterator[dict[str, Any]]:
    for source in sources.registered():
        for document in source.documents(list(source.keys())):
            if PUBLIC in document.audience:
                yield {
                    "_index": index(document.locale),
                    "_id": document.key,
                    **{name: getattr(document, name) for name in FIELDS},
                }


def index(locale: str) -> str:
    """The name of a language's index."""
    return f"{_PREFIX}-{locale}"


def body(text: str) -> dict[str, Any]:
    """The query."""
    fields = [f"{name}^{weight}" for name, weight in FIELDS.items()]
    return {"multi_match": {"query": text, "fields": fields, "fuzziness": "AUTO"}}


def run(client: Client, judgements: Iterable[Judgement]) -> list[JudgedSearch]:
    """What it answers; it refuses what it finds nothing for."""
    return [_outcome(client, one) for one in judgements]


def _outcome(client: Client, judgement: Judgement) -> JudgedSearch:
    found = client.search(
        index=index(judgement.locale), query=body(judgement.query), size=DEPTH, source=False
    )
    hits = [str(hit["_id"]) for hit in found["hits"]["hits"]]
    return JudgedSearch(judgement, hits, not hits)
