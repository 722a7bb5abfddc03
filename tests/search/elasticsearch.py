"""The engine on the real node, for the tests of this room."""

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch as Client

    from search.engines.elasticsearch.engine import Elasticsearch


def remove_all(client: "Client", prefix: str) -> None:
    """Remove every index of a prefix."""
    for name in client.indices.get_alias(index=f"{prefix}-*").body:
        client.indices.delete(index=name)


@pytest.fixture(scope="session")
def shared_elasticsearch(elasticsearch_client: "Client") -> "Iterator[Elasticsearch]":
    """One engine for many tests: making indices takes the node longer than emptying them."""
    from search.engines.elasticsearch.engine import Elasticsearch

    prefix = f"shared-{uuid.uuid4().hex[:8]}"
    yield Elasticsearch(elasticsearch_client, prefix, budget=20)
    remove_all(elasticsearch_client, prefix)


@pytest.fixture
def emptied_elasticsearch(
    shared_elasticsearch: "Elasticsearch", elasticsearch_client: "Client"
) -> "Elasticsearch":
    """The engine with nothing in it."""
    references = {uid.rsplit(":", 1)[0] for uid, _checksum in shared_elasticsearch.checksums()}
    with shared_elasticsearch.writing() as writer:
        writer.apply([], references)
        writer.settle()
    # Until they are merged away, what was removed still counts in how rare a word is.
    elasticsearch_client.indices.forcemerge(
        index=f"{shared_elasticsearch._generations.prefix}-*", only_expunge_deletes=True
    )
    return shared_elasticsearch


@pytest.fixture
def new_elasticsearch(elasticsearch_client: "Client") -> "Iterator[Elasticsearch]":
    """An engine that has never been written."""
    from search.engines.elasticsearch.engine import Elasticsearch

    prefix = f"new-{uuid.uuid4().hex[:8]}"
    yield Elasticsearch(elasticsearch_client, prefix, budget=20)
    remove_all(elasticsearch_client, prefix)
