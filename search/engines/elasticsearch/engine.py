"""The engine on Elasticsearch. A search page costs two round trips, whatever the languages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch as Client

from search.analysis.analyser import analyser
from search.documents import Document
from search.engines.base import Answer, EngineError, Match, Request
from search.engines.budget import within
from search.engines.cover import cover, cover_elsewhere
from search.engines.elasticsearch import index, near, query, words
from search.engines.elasticsearch.client import SEARCH_BUDGET, Searches, connect, errors_told
from search.engines.elasticsearch.copies import Copies
from search.engines.elasticsearch.leases import leased
from search.engines.elasticsearch.query import Expanded
from search.engines.elasticsearch.words import Words
from search.engines.elasticsearch.writer import NAME, Rebuild, Writer
from search.engines.nearness import Nearby

_LISTED_AT_ONCE = 5_000
_LISTING = "2m"
_NEWEST = {index.CHANGED: {"order": "desc", "missing": "_last", "unmapped_type": "date"}}


class Elasticsearch:
    """Reads and writes the copies of the index in one cluster."""

    name = NAME

    def __init__(self, client: Client, prefix: str, budget: float = SEARCH_BUDGET) -> None:
        self._client = client
        self._copies = Copies(client, prefix)
        self._budget = budget
        self._memory = words.Memory()

    def copy(self) -> str:
        """The generation in use; raises EngineError when the cluster does not say."""
        with errors_told():
            generation = self._copies.current()
        return f"{self.name}:{generation}" if generation else ""

    def search(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer requests, in two round trips and within a budget; raises EngineError."""

        def work(left: Callable[[], float]) -> list[Answer]:
            with errors_told():
                return self._answers(Searches(self._client, left), requests)

        return within(self._budget, work)

    suggest = search

    def is_well(self) -> bool:
        """Whether it answers now, within the budget, and has a copy to search."""

        def work(left: Callable[[], float]) -> bool:
            with errors_told():
                Searches(self._client, left).run([self._presence()], must_exist=1)
                return True

        try:
            return within(self._budget, work)
        except EngineError:
            return False

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The uid and checksum of every entry in use."""
        with errors_told():
            generation = self._copies.current()
            locales = self._copies.locales(generation) if generation else []
            if locales:
                yield from self._listed(
                    [self._copies.text_index(generation, one) for one in locales]
                )

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[Writer]:
        """Write the generation in use (the first write makes the first one); raises BusyError."""
        with leased(self._client, self._copies.locks, "write", wait) as lease:
            with errors_told():
                generation = self._copies.current()
            try:
                yield Writer(self._copies, generation, lease)
            finally:
                self._memory.clear()

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """Write a new generation beside; raises BusyError when another is being built."""
        with leased(self._client, self._copies.locks, "rebuild", 0.0) as lease:
            with errors_told():
                self._copies.sweep()
                generation = self._copies.new(in_use=False)
            rebuild = Rebuild(self._copies, generation, lease)
            try:
                yield rebuild
            finally:
                rebuild.close()
                self._memory.clear()
                with errors_told():
                    self._copies.sweep()

    def _presence(self) -> tuple[str, dict[str, Any]]:
        return (self._copies.alias, {"size": 0, "track_total_hits": False})

    def _answers(self, searches: Searches, requests: Sequence[Request]) -> list[Answer]:
        asked = [one for one in requests if one.only or not one.query.is_empty]
        nearby: list[Nearby] = []

        def ask(unknown: Sequence[Request]) -> list[Words]:
            words, found = self._words(searches, unknown, asked)
            nearby.extend(found)
            return words

        known = self._memory.of(asked, ask)
        expanded = [query.expand(one.query, told) for one, told in zip(asked, known, strict=True)]
        bodies = [
            (self._copies.text_alias(one.query.locale), body)
            for one, terms, near in zip(asked, expanded, nearby, strict=True)
            for body in _bodies(one, terms, near)
        ]
        # Without a copy nothing would be found, and that would not be true.
        found = iter(searches.run([self._presence(), *bodies], must_exist=1)[1:])
        answers = {
            id(one): _answer(one, terms, near, found)
            for one, terms, near in zip(asked, expanded, nearby, strict=True)
        }
        return [answers.get(id(one), Answer()) for one in requests]

    def _words(
        self, searches: Searches, unknown: Sequence[Request], asked: Sequence[Request]
    ) -> tuple[list[Words], list[Nearby]]:
        """The first round trip: the words of some requests, and what the vectors of all find."""
        bodies = [
            (
                self._copies.text_alias(one.query.locale),
                words.asking(one, {"bool": {"filter": query.seen_by(one)}}),
            )
            for one in unknown
        ]
        vectors = [
            near.asking(one, self._copies.text_alias(one.query.locale), self._copies.texts)
            for one in asked
        ]
        answers = iter(searches.run([*bodies, *chain.from_iterable(vectors)]))
        told = [words.told(one, next(answers)) for one in unknown]
        found = [
            near.told(one, list(islice(answers, len(some))))
            for one, some in zip(asked, vectors, strict=True)
        ]
        return told, found

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


def _bodies(
    request: Request, expanded: Sequence[Expanded], nearby: Nearby
) -> Iterator[dict[str, Any]]:
    """The search for the page, unless it begins at the first hit the one for the best, and the
    one for what is near.
    """
    others = nearby.others(request)
    asked: dict[str, Any] = {
        "query": query.whole(others, expanded),
        "_source": list(index.SHOWN),
        "sort": [_NEWEST if request.newest_first else "_score", {"_doc": "asc"}],
        "track_scores": True,
    }
    last = others.limit if others.offset else max(others.limit, request.judged)
    yield {**asked, "from": others.offset, "size": last, "track_total_hits": True}
    if others.offset and request.judged:
        yield {**asked, "size": request.judged, "track_total_hits": False}
    if nearby.own:
        only = query.whole(nearby.only(request), expanded)
        yield {**asked, "query": only, "size": len(nearby.own), "track_total_hits": False}


def _answer(
    request: Request,
    expanded: Sequence[Expanded],
    nearby: Nearby,
    found: Iterator[Mapping[str, Any]],
) -> Answer:
    others = nearby.others(request)
    page = next(found)
    first = next(found) if others.offset and request.judged else page
    close = next(found)["hits"]["hits"] if nearby.own else []
    stored: dict[str, Mapping[str, Any]] = {
        hit["_id"]: hit
        for hits in (page["hits"]["hits"], first["hits"]["hits"], close)
        for hit in hits
    }
    forms = {name: index.forms_of(hit["_source"]) for name, hit in stored.items()}
    wanted = query.wanted(expanded, (form for _some, every in forms.values() for form in every))
    matches = {
        name: Match(
            index.document_of(hit["_source"]),
            float(hit["_score"]),
            max(
                cover(*forms[name], wanted),
                cover_elsewhere(index.naming_of(hit["_source"]), request.query),
            ),
        )
        for name, hit in stored.items()
    }
    return Answer(
        matches=tuple(matches[hit["_id"]] for hit in page["hits"]["hits"][: others.limit]),
        best=tuple(matches[hit["_id"]] for hit in first["hits"]["hits"][: request.judged]),
        total=int(page["hits"]["total"]["value"]),
        correction=_correction(request, expanded, [one.document for one in matches.values()]),
        marked=frozenset().union(*(part for one in wanted for way in one.ways for part in way)),
        near=nearby.among([matches[hit["_id"]] for hit in close]),
    )


def _correction(
    request: Request, expanded: Sequence[Expanded], documents: Sequence[Document]
) -> str:
    """The query with unknown words replaced, as they are written in the texts found."""
    text = request.query.text
    replaced = False
    for one in sorted(expanded, key=lambda one: -one.term.start):
        typos = [reading.terms[0].word for reading in one.readings if reading.is_typo]
        written = _as_written(typos, documents) if typos else ""
        if written:
            text = text[: one.term.start] + written + text[one.term.end :]
            replaced = True
    return text if replaced and not request.query.phrases else ""


def _as_written(typos: Sequence[str], documents: Sequence[Document]) -> str:
    """The likeliest of these words as a text writes it."""
    found: dict[str, str] = {}
    for document in documents:
        for text in (part for parts in index.texts(document).values() for part in parts):
            for token in analyser(document.locale).tokens(text):
                if token.forms.word in typos:
                    found.setdefault(token.forms.word, text[token.start : token.end].lower())
    return next((found[word] for word in typos if word in found), "")


@lru_cache(maxsize=1)
def _engine(url: str, prefix: str) -> Elasticsearch:
    return Elasticsearch(connect(settings.ELASTICSEARCH), prefix)


def elasticsearch() -> Elasticsearch:
    """The engine that the settings name, one in each process."""
    chosen = settings.ELASTICSEARCH
    return _engine(chosen["url"], chosen.get("prefix") or "portal")
