"""From the commit of a publish to the first search that shows it, with a real worker."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle

from django.db import connection

from bench.corpus import brought_in, names
from bench.processes import indexing
from bench.rows import Row, at_most
from bench.sizes import Size
from bench.timing import percentile
from kb.models import HelpPage
from kb.search_source import searchable
from search import engines, service

BOUND = 2.0
_LOOK_EVERY = 0.02
_GIVE_UP = 60.0
_PAGES = 100


@dataclass(frozen=True, slots=True)
class Published:
    """A page and the word that its new title has, at a moment of time.monotonic()."""

    id: str
    locale: str
    word: str
    at: float


@dataclass
class Watcher:
    """Searches one engine for what has been published, until it is found."""

    engine: str
    seconds: list[float] = field(default_factory=list)
    lost: int = 0
    _waiting: list[Published] = field(default_factory=list)
    _ended: bool = False

    def add(self, published: Published) -> None:
        """Look for this one, too."""
        self._waiting.append(published)

    def end(self) -> None:
        """Stop once nothing is waited for."""
        self._ended = True

    def run(self) -> None:
        """Look, again and again."""
        try:
            with engines.only(self.engine):
                while self._waiting or not self._ended:
                    for one in list(self._waiting):
                        self._look_for(one)
                    time.sleep(_LOOK_EVERY)
        finally:
            connection.close()

    def row(self, subject: str, what: str, size: Size) -> Row:
        """How long it took until what was published was found."""
        seconds = [*self.seconds, *[_GIVE_UP] * self.lost]
        return at_most(
            f"{subject}-p99-s-{self.engine}",
            f"{what}, p99, s, {self.engine}",
            percentile(seconds, 99),
            BOUND,
            p50_s=round(percentile(seconds, 50), 2),
            slowest_s=round(max(seconds), 2),
            published=size.publishing,
            lost=self.lost,
        )

    def _look_for(self, one: Published) -> None:
        found = service.search(query=one.word, locale=one.locale).results
        now = time.monotonic()
        if any(hit.id == one.id and one.word in hit.title for hit in found):
            self.seconds.append(now - one.at)
        elif now - one.at > _GIVE_UP:
            self.lost += 1
        else:
            return
        self._waiting.remove(one)


def measure(size: Size) -> list[Row]:
    """One publish a second; both engines are watched at once."""
    return [
        watcher.row("freshness", "from commit to the first search that shows it", size)
        for watcher in watched(size)
    ]


def watched(size: Size, **environment: str) -> list[Watcher]:
    """One publish a second, beside processes with this in their environment."""
    brought_in(size)
    watchers = [Watcher(name) for name in names()]
    pages = cycle(searchable().order_by("pk").values_list("pk", flat=True)[:_PAGES])
    with indexing(**environment):
        _warm_up(next(pages))
        threads = [threading.Thread(target=one.run) for one in watchers]
        for thread in threads:
            thread.start()
        began = time.monotonic()
        for number in range(size.publishing):
            time.sleep(max(began + number - time.monotonic(), 0))
            published = publish(next(pages), f"ZQ-{number:06}")
            for watcher in watchers:
                watcher.add(published)
        for watcher in watchers:
            watcher.end()
        for thread in threads:
            thread.join()
    return watchers


def publish(pk: int, word: str) -> Published:
    """A new revision of a page, whose title ends with this word."""
    page = HelpPage.objects.get(pk=pk).specific
    page.title = f"{page.title.split(' ZQ-')[0]} {word}"
    page.save_revision().publish()
    return Published(page.family.slug, page.locale.language_code, word, time.monotonic())


def _warm_up(pk: int) -> None:
    """Until the processes have begun and both engines answer."""
    published = publish(pk, "ZQ-BEGIN")
    for name in names():
        with engines.only(name):
            _until(
                lambda: any(
                    hit.id == published.id
                    for hit in service.search(query="ZQ-BEGIN", locale=published.locale).results
                )
            )


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 2 * _GIVE_UP
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError("What was published is not found")
        time.sleep(0.2)
