"""The generations of the index in a cluster, by the names of indices and aliases.

<prefix>-copy-<generation>            empty; the alias <prefix>-copy is on the one in use
<prefix>-text-<language>-<generation> the texts; aliases <prefix>-text-<language>, and
                                      <prefix>-texts on those of all languages
<prefix>-locks                        the leases of those who write

A generation's name tells its form; those of former forms had none.
"""

import uuid
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

from elasticsearch import ApiError, NotFoundError
from elasticsearch import Elasticsearch as Client

from search.engines.elasticsearch import index

# Names of indices stand in an address, and a search tells of so many texts.
_NAMES_AT_ONCE = 20
_MOST_HITS = 10_000
# Another number when search.engines.indexed_form, search.engines.elasticsearch.index or
# search.analysis has changed.
_FORM = "g5x"


class Generations:
    """Finds, makes, swaps and removes them."""

    def __init__(self, client: Client, prefix: str) -> None:
        self.client = client
        self.prefix = prefix
        self.alias = f"{prefix}-copy"
        self.locks = f"{prefix}-locks"
        self.texts = f"{prefix}-texts"

    def text_alias(self, locale: str) -> str:
        """Where a language is searched."""
        return f"{self.prefix}-text-{locale.lower()}"

    def text_index(self, generation: str, locale: str) -> str:
        """Where a generation keeps a language."""
        return f"{self.text_alias(locale)}-{generation}"

    def current(self) -> str:
        """The generation in use, "" when there is none."""
        try:
            found = self.client.indices.get_alias(name=self.alias)
        except NotFoundError:
            return ""
        return str(min(found.body)).rsplit("-", 1)[1]

    @staticmethod
    def is_of_today(generation: str) -> bool:
        """Whether a generation has the form that is written now."""
        return generation.startswith(_FORM)

    def new(self, *, in_use: bool) -> str:
        """Make an empty generation."""
        generation = f"{_FORM}{uuid.uuid4().hex}"
        self._create(
            f"{self.alias}-{generation}",
            settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
            mappings={"dynamic": False},
            aliases={self.alias: {}} if in_use else {},
        )
        return generation

    def new_language(self, generation: str, locale: str, *, in_use: bool) -> None:
        """Make a generation's index of a language."""
        self._create(
            self.text_index(generation, locale),
            settings=index.settings(filling=not in_use),
            mappings=index.mapping(),
            aliases={self.text_alias(locale): {}, self.texts: {}} if in_use else {},
        )

    def take_vectors(self, generation: str, locale: str, space: str) -> None:
        """Have a generation's index of a language take vectors of a space."""
        self.client.indices.put_mapping(
            index=self.text_index(generation, locale), properties=index.vectors_mapping(space)
        )

    def locales(self, generation: str) -> list[str]:
        """The languages that a generation has an index of."""
        start, end = f"{self.prefix}-text-", f"-{generation}"
        return [name[len(start) : -len(end)] for name in self._names(f"{start}*{end}")]

    def held(self, generation: str, texts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of these texts (language and reference) that a search of a generation sees."""
        texts = set(texts)
        names = {self.text_index(generation, locale): locale for locale, _ in texts}
        found: set[tuple[str, str]] = set()
        for some in batched({one for _, one in texts}, _MOST_HITS // max(len(names), 1)):
            answer = self.client.search(
                index=sorted(names),
                query={"ids": {"values": some}},
                size=_MOST_HITS,
                source=False,
                track_total_hits=False,
                allow_partial_search_results=False,
            )
            found.update((names[hit["_index"]], hit["_id"]) for hit in answer["hits"]["hits"])
        return found & texts

    def use(self, generation: str) -> None:
        """Put a filled generation in the place of the one in use, in all languages at once."""
        names = [self.text_index(generation, locale) for locale in self.locales(generation)]
        for some in batched(names, _NAMES_AT_ONCE):
            self.client.indices.put_settings(index=some, settings=index.settings_in_use())
            self.client.indices.flush(index=some)
            self.client.indices.refresh(index=some)
        self.client.indices.update_aliases(actions=[*self._removals(), *self._adds(generation)])

    def sweep(self) -> None:
        """Remove all generations but the one in use (left behind by a killed rebuild)."""
        names = [*self._names(f"{self.prefix}-text-*"), *self._names(f"{self.alias}-*")]
        current = self.current()
        needless = [name for name in names if name.rsplit("-", 1)[1] != current]
        for some in batched(needless, _NAMES_AT_ONCE):
            self.client.indices.delete(index=some, ignore_unavailable=True)

    def _create(self, name: str, **options: Any) -> None:
        try:
            self.client.indices.create(index=name, **options)
        except ApiError as error:
            if "resource_already_exists" not in str(error):
                raise

    def _names(self, pattern: str) -> list[str]:
        found: Mapping[str, Any] = self.client.indices.get_alias(index=pattern).body
        return sorted(found)

    def _removals(self) -> Iterable[dict[str, Any]]:
        for pattern in (f"{self.alias}-*", f"{self.prefix}-text-*"):
            for name, value in self.client.indices.get_alias(index=pattern).body.items():
                for alias in value["aliases"]:
                    yield {"remove": {"index": name, "alias": alias}}

    def _adds(self, generation: str) -> Iterable[dict[str, Any]]:
        yield {"add": {"index": f"{self.alias}-{generation}", "alias": self.alias}}
        for locale in self.locales(generation):
            name = self.text_index(generation, locale)
            yield {"add": {"index": name, "alias": self.text_alias(locale)}}
            yield {"add": {"index": name, "alias": self.texts}}
