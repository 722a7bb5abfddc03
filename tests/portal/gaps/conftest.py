"""The real model, as tests of search by meaning have it."""

from tests.search.semantic.conftest import embedder_url, with_embedder

__all__ = ["embedder_url", "with_embedder"]
