"""Who may write: a lease kept in Elasticsearch, with a number that grows with every holder.

The lease keeps two hosts from writing at once; the number makes it safe. A holder that was
stopped for longer than its lease and goes on writing has a smaller number than its successor, and
the server turns its writes away (external versions). A lease also tells its next holder whether
all was settled that its last one began; if not, some of it may yet come.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from elasticsearch import ApiError, ConflictError, NotFoundError
from elasticsearch import Elasticsearch as Client

from portal import clock
from search.engines.base import BusyError, EngineError
from search.engines.elasticsearch.client import errors_told

logger = logging.getLogger(__name__)

LEASE = 20.0
_BETWEEN_TRIES = 0.1


def _nothing() -> None:
    """There is no work to end."""


class Lease:
    """The right to do something, held until released, or until it runs out.

    `settled`: nothing that was begun under it is still to come; at first, under the one before it.
    `end_work` is called before it is given back.
    """

    def __init__(self, client: Client, index: str, name: str) -> None:
        self._client = client
        self._index = index
        self._name = name
        self._holder = uuid.uuid4().hex
        self._seen: tuple[int, int] | None = None
        self._renewed = 0.0
        self.number = 0
        self.settled = False
        self.end_work: Callable[[], None] = _nothing

    def renew(self) -> None:
        """Go on holding it; raises BusyError when another holder has taken over."""
        if time.monotonic() - self._renewed > LEASE / 4:
            self._write(time.time() + LEASE)

    def acquire(self) -> None:
        """Take it if it is free; raises BusyError when it is not."""
        try:
            found = self._client.get(index=self._index, id=self._name)
        except NotFoundError:
            self._seen, self.number, self.settled = None, 1, True
        else:
            held = found["_source"]
            if held["holder"] and _is_ahead(held["until"]):
                raise BusyError(f"{self._name} is in other hands")
            self._seen = (found["_seq_no"], found["_primary_term"])
            self.number = held["number"] + 1
            self.settled = bool(held.get("settled"))
        self._write(time.time() + LEASE)

    def release(self) -> None:
        """Give it back; if that fails, it runs out by itself."""
        try:
            with errors_told():
                self._write(0.0)
        except EngineError as error:
            logger.info("The lease %s was not given back: %s", self._name, error)

    def _write(self, until: float) -> None:
        holder, settled = (self._holder, False) if until else ("", self.settled)
        place: dict[str, Any] = (
            {"if_seq_no": self._seen[0], "if_primary_term": self._seen[1]}
            if self._seen
            else {"op_type": "create"}
        )
        try:
            done = self._client.index(
                index=self._index,
                id=self._name,
                document={"number": self.number, "holder": holder, "until": until}
                | {"settled": settled},
                **place,
            )
        except ConflictError as error:
            raise BusyError(f"{self._name} is in other hands") from error
        self._seen = (done["_seq_no"], done["_primary_term"])
        self._renewed = time.monotonic()


@contextmanager
def leased(client: Client, index: str, name: str, wait: float) -> Iterator[Lease]:
    """Hold a lease; raises BusyError when another keeps it longer than `wait`."""
    lease = Lease(client, index, name)
    until = time.monotonic() + wait
    with errors_told():
        _make(client, index)
        while True:
            try:
                lease.acquire()
                break
            except BusyError:
                if time.monotonic() >= until:
                    raise
                time.sleep(_BETWEEN_TRIES)
    try:
        yield lease
    finally:
        lease.end_work()
        lease.release()


def _is_ahead(until: float) -> bool:
    now = timezone.now()
    return clock.is_ahead(datetime.fromtimestamp(until, UTC), now, timedelta(seconds=LEASE))


def _make(client: Client, index: str) -> None:
    if client.indices.exists(index=index):
        return
    try:
        client.indices.create(
            index=index,
            settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
            mappings={"dynamic": False},
        )
    except ApiError as error:
        if "resource_already_exists" not in str(error):
            raise
