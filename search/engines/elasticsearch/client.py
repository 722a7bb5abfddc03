"""Talking to Elasticsearch: one client, no second tries, and errors in our own words."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError
from elasticsearch import Elasticsearch as Client
from elasticsearch.exceptions import TransportError

from search.engines.base import EngineError, RefusedError

# What a reader waits at most for an answer; what a write may take.
SEARCH_BUDGET = 0.9
WRITE_TIMEOUT = 30.0
# The query is at fault, not the server.
_REFUSALS = frozenset((400, 413, 414))


def connect(settings: Mapping[str, Any]) -> Client:
    """A client for `settings.ELASTICSEARCH`; nothing is sent yet."""
    options: dict[str, Any] = {}
    if settings.get("api_key"):
        options["api_key"] = settings["api_key"]
    elif settings.get("username"):
        options["basic_auth"] = _basic(settings["username"], settings.get("password", ""))
    if settings.get("ca_file"):
        options["ca_certs"] = settings["ca_file"]
    return Client(
        settings["url"],
        request_timeout=WRITE_TIMEOUT,
        max_retries=0,
        retry_on_timeout=False,
        connections_per_node=16,
        **options,
    )


def _basic(username: str, password: str) -> str:
    """In UTF-8, as the server reads it; the client's own way takes ASCII only."""
    return base64.b64encode(f"{username}:{password}".encode()).decode()


@contextmanager
def errors_told() -> Iterator[None]:
    """Whatever goes wrong in between becomes an EngineError; nonsense from a server included."""
    try:
        yield
    except ApiError as error:
        kind = RefusedError if error.status_code in _REFUSALS else EngineError
        raise kind(_told(error)) from error
    except (TransportError, OSError) as error:
        # What TLS did not like stands only in what it was raised from.
        told = ", from ".join(f"{type(one).__name__}: {one}" for one in _causes(error))
        raise EngineError(told[:500]) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise EngineError(f"Not an answer: {error!r}") from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _told(error: ApiError) -> str:
    return f"{error.status_code}: {error.message}"[:500]


class Searches:
    """Several searches in one round trip; `left` tells how many seconds they may take."""

    def __init__(self, client: Client, left: Callable[[], float]) -> None:
        self._client = client
        self._left = left

    def run(
        self, searches: Sequence[tuple[str, Mapping[str, Any]]], *, must_exist: int = 0
    ) -> list[dict[str, Any]]:
        """The answers to (alias, body) pairs; an index that is not there answers as an empty one.

        Raises EngineError when any was not answered whole, or is of the first `must_exist` and
        not there.
        """
        if not searches:
            return []
        left = self._left()
        lines: list[Mapping[str, Any]] = []
        for place, (alias, body) in enumerate(searches):
            lines.append({"index": alias, "ignore_unavailable": place >= must_exist})
            lines.append({**body, "timeout": f"{int(left * 1000)}ms"})
        answers: list[dict[str, Any]] = list(self._client.msearch(searches=lines)["responses"])
        if len(answers) != len(searches):
            raise EngineError("Not as many answers as searches")
        for answer in answers:
            _must_be_whole(answer)
        return answers


def _must_be_whole(answer: Mapping[str, Any]) -> None:
    if "error" in answer:
        status = answer.get("status")
        kind = RefusedError if status in _REFUSALS else EngineError
        raise kind(f"{status}: {str(answer['error'])[:400]}")
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineError("Some of the index did not answer")
