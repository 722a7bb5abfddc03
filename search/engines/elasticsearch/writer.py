"""Writing the copy in use, and building one beside it."""

import time
from collections import deque
from collections.abc import Collection, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from search.documents.entries import Entry
from search.engines.base import EngineError
from search.engines.elasticsearch import index
from search.engines.elasticsearch.client import errors_told
from search.engines.elasticsearch.generations import Generations
from search.engines.elasticsearch.leases import Lease

NAME = "elasticsearch"
# So many texts are sent at once, by so many senders, and so many times that may be under way or
# wait for it while the next are taken apart: a server pauses now and then.
_AT_ONCE = 500
_SENDERS = 2
_AHEAD = 4
# Searches that began on the old copy have ended by then.
_LAST_SEARCHES = 1.0


class Writer:
    """Writes the generation in use. Each write is numbered by the lease, see leases.

    Texts are sent while the next are taken apart.
    """

    in_use = True

    def __init__(self, generations: Generations, generation: str, lease: Lease) -> None:
        self._generations = generations
        self._lease = lease
        self._careful = not lease.settled
        self._spaces: set[tuple[str, str]] = set()
        self._written: set[tuple[str, str]] = set()
        self._senders = ThreadPoolExecutor(_SENDERS, "elasticsearch-writer")
        self._under_way: set[str] = set()
        self._next: list[dict[str, Any]] = []
        self._begun: deque[Future[None]] = deque()
        with errors_told():
            # The first, empty copy is made here, so that its cursor can be kept by its name.
            self._generation = generation or generations.new(in_use=True)
            self._locales = set(generations.locales(self._generation))
        lease.end_work = self.close

    @property
    def copy(self) -> str:
        """The name of the copy being written."""
        return f"{NAME}:{self._generation}"

    def apply(self, entries: Sequence[Entry], references: Collection[str]) -> None:
        """Begin to replace all of these references by these entries, after what was begun."""
        with errors_told():
            self._lease.renew()
        self._lease.settled = False
        if not self._under_way.isdisjoint(references):
            # What is sent together may be done in any order.
            self.flush()
        self._under_way.update(references)
        for action in self._actions(entries, references):
            self._next.append(action)
            if len(self._next) >= _AT_ONCE:
                self._submit()

    def flush(self) -> None:
        """Return once all that was begun is durable; raises what went wrong with it.

        ValueError when it is a text's fault; then all others are durable.
        """
        if self._next:
            self._submit()
        begun, self._begun = self._begun, deque()
        self._under_way.clear()
        errors = [error for one in begun if (error := one.exception())]
        for error in sorted(errors, key=lambda error: not isinstance(error, EngineError)):
            raise error

    def settle(self) -> None:
        """As `flush`, and searches see it; what an overtaken writer had begun is covered."""
        self.flush()
        if self._written:
            names = {
                self._generations.text_index(self._generation, one) for one, _ in self._written
            }
            with errors_told():
                self._generations.client.indices.refresh(index=sorted(names))
        self._written.clear()
        self._careful = False
        self._lease.settled = True

    def close(self) -> None:
        """End the sending; what is under way is waited for."""
        self._senders.shutdown(wait=True, cancel_futures=True)

    def _submit(self) -> None:
        self._begun.append(self._senders.submit(self._send, self._next))
        self._next = []
        if len(self._begun) > _AHEAD:
            if self._begun[0].exception():
                self.flush()
            self._begun.popleft()

    def _actions(
        self, entries: Sequence[Entry], references: Collection[str]
    ) -> Iterator[dict[str, Any]]:
        at = timezone.now()
        kept = set()
        for entry in entries:
            locale = index.locale_of(entry.document)
            self._make(locale)
            self._take_vectors(locale, entry)
            kept.add((locale, entry.document.reference))
            yield self._action(locale, entry.document.reference) | {
                "_op_type": "index",
                "_source": index.source_of(entry, at),
            }
        others = {(locale, one) for one in references for locale in self._locales} - kept
        for locale, reference in sorted(self._held(others)):
            yield self._action(locale, reference) | {"_op_type": "delete"}

    def _action(self, locale: str, reference: str) -> dict[str, Any]:
        self._written.add((locale, reference))
        return {
            "_index": self._generations.text_index(self._generation, locale),
            "_id": reference,
            "version": self._lease.number,
            "version_type": "external_gte",
        }

    def _held(self, texts: Set[tuple[str, str]]) -> Set[tuple[str, str]]:
        """Those of these texts (language and reference) that the copy may hold.

        A writer that was overtaken may yet write what it had begun. Until that is surely covered,
        any text may come, and deleting it has the server turn it away.
        """
        if self._careful:
            return texts
        with errors_told():
            held = self._generations.held(self._generation, texts)
        # What this writer wrote a moment ago, no search may see yet.
        return held | (texts & self._written)

    def _make(self, locale: str) -> None:
        if locale not in self._locales:
            with errors_told():
                self._generations.new_language(self._generation, locale, in_use=self.in_use)
            self._locales.add(locale)

    def _take_vectors(self, locale: str, entry: Entry) -> None:
        key = (locale, entry.vectors.space if entry.vectors else "")
        if entry.vectors and key not in self._spaces:
            with errors_told():
                self._generations.take_vectors(self._generation, *key)
            self._spaces.add(key)

    def _send(self, actions: Sequence[dict[str, Any]]) -> None:
        with errors_told():
            done = streaming_bulk(
                self._generations.client, actions, chunk_size=_AT_ONCE, raise_on_error=False
            )
            failed = [answer for fine, answer in done if not fine]
        for answer in failed:
            _judge(*answer.items())


def _judge(outcome: tuple[str, Any]) -> None:
    """Raise for what was not written; a text that is not there need not be deleted."""
    kind, told = outcome
    status = told.get("status")
    if (kind, status) == ("delete", 404):
        return
    if status == 400:
        # The text is at fault, not the server.
        raise ValueError(f"Not taken: {told}"[:500])
    raise EngineError(f"Not written: {told}"[:500])


class Rebuild(Writer):
    """A generation that is built beside."""

    in_use = False
    _swapped: float | None = None

    def settle(self) -> None:
        """As `flush`: nobody searches it before `swap`."""
        self.flush()

    def swap(self) -> None:
        """Make it the one in use."""
        self.flush()
        with errors_told():
            self._lease.renew()
            self._generations.use(self._generation)
        self.in_use = True
        self._swapped = time.monotonic()

    def discard(self) -> None:
        """Leave the one in use alone; this one is swept away."""
        self.close()

    def close(self) -> None:
        """End the sending, and let searches end that began on the old copy."""
        super().close()
        if self._swapped is not None:
            time.sleep(max(self._swapped + _LAST_SEARCHES - time.monotonic(), 0))

    def _held(self, texts: Set[tuple[str, str]]) -> Set[tuple[str, str]]:
        return texts & self._written
