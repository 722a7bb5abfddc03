"""Writing the copy in use, and building one beside it."""

import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from search.engines.base import EngineError
from search.engines.elasticsearch import index
from search.engines.elasticsearch.client import errors_told
from search.engines.elasticsearch.copies import Copies
from search.engines.elasticsearch.leases import Lease
from search.entries import Entry

NAME = "elasticsearch"
_CHUNK = 200
# Searches that began on the old copy have ended by then.
_LAST_SEARCHES = 1.0


class Writer:
    """Writes the generation in use. Each write is numbered by the lease, see leases."""

    in_use = True

    def __init__(self, copies: Copies, generation: str, lease: Lease) -> None:
        self._copies = copies
        self._lease = lease
        self._spaces: set[tuple[str, str]] = set()
        with errors_told():
            # The first, empty copy is made here, so that its cursor can be kept by its name.
            self._generation = generation or copies.new(in_use=True)
            self._locales = set(copies.locales(self._generation))

    @property
    def copy(self) -> str:
        """The name of the copy being written."""
        return f"{NAME}:{self._generation}"

    def apply(self, entries: Sequence[Entry], references: Collection[str]) -> None:
        """Replace all of these references by these entries, seen by searches on return."""
        with errors_told():
            self._lease.renew()
        actions = list(self._actions(entries, references))
        with errors_told():
            self._send(actions)

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
        for reference in references:
            for locale in sorted(self._locales):
                if (locale, reference) not in kept and self._may_hold(locale, reference):
                    yield self._action(locale, reference) | {"_op_type": "delete"}

    def _action(self, locale: str, reference: str) -> dict[str, Any]:
        return {
            "_index": self._copies.text_index(self._generation, locale),
            "_id": reference,
            "version": self._lease.number,
            "version_type": "external_gte",
        }

    def _may_hold(self, locale: str, reference: str) -> bool:
        """Whether there may be something to delete."""
        return True

    def _make(self, locale: str) -> None:
        if locale not in self._locales:
            with errors_told():
                self._copies.new_language(self._generation, locale, in_use=self.in_use)
            self._locales.add(locale)

    def _take_vectors(self, locale: str, entry: Entry) -> None:
        key = (locale, entry.vectors.space if entry.vectors else "")
        if entry.vectors and key not in self._spaces:
            with errors_told():
                self._copies.take_vectors(self._generation, *key)
            self._spaces.add(key)

    def _send(self, actions: Sequence[dict[str, Any]]) -> None:
        if not actions:
            return
        done = streaming_bulk(
            self._copies.client,
            actions,
            chunk_size=_CHUNK,
            raise_on_error=False,
            refresh=self.in_use,
        )
        for fine, answer in done:
            if not fine:
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
    """A generation that is built beside. Texts are sent while the next are taken apart."""

    in_use = False

    def __init__(self, copies: Copies, generation: str, lease: Lease) -> None:
        super().__init__(copies, generation, lease)
        self._sender = ThreadPoolExecutor(1, "elasticsearch-rebuild")
        self._sending: Future[None] | None = None
        self._written: set[tuple[str, str]] = set()

    def apply(self, entries: Sequence[Entry], references: Collection[str]) -> None:
        """Replace all of these references by these entries; whole only after `swap`."""
        with errors_told():
            self._lease.renew()
        actions = list(self._actions(entries, references))
        self._written.update(
            (index.locale_of(entry.document), entry.document.reference) for entry in entries
        )
        with errors_told():
            self._finish()
        self._sending = self._sender.submit(self._send, actions)

    def swap(self) -> None:
        """Make it the one in use."""
        with errors_told():
            self._finish()
            self._lease.renew()
            self._copies.use(self._generation)
            self.in_use = True
        time.sleep(_LAST_SEARCHES)

    def discard(self) -> None:
        """Leave the one in use alone; this one is swept away."""
        self.close()

    def close(self) -> None:
        """End the sending; what is under way is waited for."""
        self._sender.shutdown(wait=True, cancel_futures=True)

    def _may_hold(self, locale: str, reference: str) -> bool:
        return (locale, reference) in self._written

    def _finish(self) -> None:
        sending, self._sending = self._sending, None
        if sending:
            sending.result()
