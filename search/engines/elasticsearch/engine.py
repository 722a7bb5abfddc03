"""The engine on Elasticsearch. A search page costs two round trips, whatever the languages.

Where an index has texts that this reader may not see, it costs three if a word may be a slip.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch as Client

from search.engines.base import Answer, EngineError, Request
from search.engines.budget import within
from search.engines.elasticsearch import index, lexicon, neighbours, query, ranked
from search.engines.elasticsearch.client import SEARCH_BUDGET, Searches, connect, errors_told
from search.engines.elasticsearch.generations import Generations
from search.engines.elasticsearch.leases import leased
from search.engines.elasticsearch.lexicon import ElasticsearchLexicon
from search.engines.elasticsearch.memory import Memory
from search.engines.elasticsearch.writer import NAME, Rebuild, Writer
from search.engines.expansion import as_it_stands, expand
from search.engines.neighbours import NO_NEIGHBOURS, Neighbours

_LISTED_AT_ONCE = 5_000
_LISTING = "2m"


class Elasticsearch:
    """Reads and writes the generations of the index in one cluster."""

    name = NAME

    def __init__(self, client: Client, prefix: str, budget: float = SEARCH_BUDGET) -> None:
        self._client = client
        # For searches, which nobody waits for any longer.
        self._searching = client.options(request_timeout=budget)
        self._generations = Generations(client, prefix)
        self._budget = budget
        self._memory = Memory()

    def copy(self) -> str:
        """The generation in use; raises EngineError when the cluster does not say."""
        with errors_told():
            generation = self._generations.current()
        return f"{self.name}:{generation}" if generation else ""

    def is_of_today(self) -> bool:
        """Whether the generation in use has today's form; raises EngineError."""
        with errors_told():
            return self._generations.is_of_today(self._generations.current())

    def search(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer requests within a budget; raises EngineError."""

        def work(left: Callable[[], float]) -> list[Answer]:
            with errors_told():
                return self._answers(Searches(self._searching, left), requests)

        return within(self._budget, work)

    def is_well(self) -> bool:
        """Whether it answers now, within the budget, and has a copy to search."""

        def work(left: Callable[[], float]) -> bool:
            with errors_told():
                Searches(self._searching, left).run([self._presence()], must_exist=1)
                return True

        try:
            return within(self._budget, work)
        except EngineError:
            return False

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The uid and checksum of every entry in use."""
        with errors_told():
            generation = self._generations.current()
            locales = self._generations.locales(generation) if generation else []
            if locales:
                yield from self._listed(
                    [self._generations.text_index(generation, one) for one in locales]
                )

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[Writer]:
        """Write the generation in use (the first write makes the first one); raises BusyError."""
        with leased(self._client, self._generations.locks, "write", wait) as lease:
            with errors_told():
                generation = self._generations.current()
            try:
                yield Writer(self._generations, generation, lease)
            finally:
                self._memory.clear()

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """Write a new generation beside; raises BusyError when another is being built."""
        with leased(self._client, self._generations.locks, "rebuild", 0.0) as lease:
            with errors_told():
                self._generations.sweep()
                generation = self._generations.new(in_use=False)
            rebuild = Rebuild(self._generations, generation, lease)
            try:
                yield rebuild
            finally:
                rebuild.close()
                self._memory.clear()
                with errors_told():
                    self._generations.sweep()

    def _presence(self) -> tuple[str, dict[str, Any]]:
        return (self._generations.alias, {"size": 0, "track_total_hits": False})

    def _answers(self, searches: Searches, requests: Sequence[Request]) -> list[Answer]:
        asked = [one for one in requests if one.only or not one.query.is_empty]
        sure = [one for one in asked if not one.is_guess]
        nearby: list[Neighbours] = []

        def ask(unknown: Sequence[Request]) -> list[ElasticsearchLexicon]:
            lexicons, found = self._first(searches, unknown, sure)
            nearby.extend(found)
            return self._without_hidden(searches, unknown, lexicons)

        known = self._memory.of(sure, ask)
        looked_up = [
            (one, expand(one.query, words), near)
            for one, words, near in zip(sure, known, nearby, strict=True)
        ]
        if not any(words.together for words in known):
            guesses = (one for one in asked if one.is_guess)
            looked_up += [(one, as_it_stands(one.query), NO_NEIGHBOURS) for one in guesses]
        bodies = [
            (self._generations.text_alias(one.query.locale), body)
            for one, terms, near in looked_up
            for body in ranked.build_searches(one, terms, near)
        ]
        # Without a copy nothing would be found, and that would not be true.
        found = iter(searches.run([self._presence(), *bodies], must_exist=1)[1:])
        answers = {
            id(one): ranked.parse(one, terms, near, found) for one, terms, near in looked_up
        }
        return [answers.get(id(one), Answer()) for one in requests]

    def _first(
        self, searches: Searches, unknown: Sequence[Request], asked: Sequence[Request]
    ) -> tuple[list[ElasticsearchLexicon], list[Neighbours]]:
        """The first round trip: the words of some requests, and what the vectors of all find."""
        bodies = [
            (
                self._generations.text_alias(one.query.locale),
                lexicon.build_count(one, query.seen_by(one), query.only_what_may_be_found(one)),
            )
            for one in unknown
        ]
        vectors = [
            neighbours.build_searches(
                one, self._generations.text_alias(one.query.locale), self._generations.texts
            )
            for one in asked
        ]
        answers = iter(searches.run([*bodies, *chain.from_iterable(vectors)]))
        lexicons = [lexicon.parse_count(one, next(answers)) for one in unknown]
        found = [
            neighbours.parse(one, list(islice(answers, len(some))))
            for one, some in zip(asked, vectors, strict=True)
        ]
        return lexicons, found

    def _without_hidden(
        self,
        searches: Searches,
        requests: Sequence[Request],
        lexicons: Sequence[ElasticsearchLexicon],
    ) -> list[ElasticsearchLexicon]:
        """The lexicons, with what is near to what may be a slip though a hidden text has it."""
        doubts = [
            (place, one, words)
            for place, one in enumerate(requests)
            if (words := lexicon.doubtful(one.query, lexicons[place]))
        ]
        bodies = [
            (self._generations.text_alias(one.query.locale), lexicon.build_near(one.query, words))
            for _place, one, words in doubts
        ]
        known = list(lexicons)
        for (place, _one, _words), answer in zip(doubts, searches.run(bodies), strict=True):
            known[place] = lexicon.with_near(known[place], answer)
        return known

    def _listed(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        opened = self._client.open_point_in_time(index=list(names), keep_alive=_LISTING)
        pit, after = opened["id"], None
        try:
            while True:
                found = self._client.search(
                    pit={"id": pit, "keep_alive": _LISTING},
                    size=_LISTED_AT_ONCE,
                    sort=[{"_shard_doc": "asc"}],
                    search_after=after,
                    source_includes=list(index.CHECKED),
                    track_total_hits=False,
                )
                hits = found["hits"]["hits"]
                for hit in hits:
                    yield hit["_source"]["uid"], hit["_source"]["checksum"]
                if len(hits) < _LISTED_AT_ONCE:
                    return
                pit, after = found.get("pit_id", pit), hits[-1]["sort"]
        finally:
            self._client.close_point_in_time(id=pit)


@lru_cache(maxsize=1)
def _engine(url: str, prefix: str) -> Elasticsearch:
    return Elasticsearch(connect(settings.ELASTICSEARCH), prefix)


def elasticsearch() -> Elasticsearch:
    """The engine that the settings name, one in each process."""
    chosen = settings.ELASTICSEARCH
    return _engine(chosen["url"], chosen.get("prefix") or "portal")
