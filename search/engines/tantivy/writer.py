"""Writing the embedded index: one generation, every language of it."""

from collections.abc import Collection, Sequence
from typing import Any

import tantivy
from django.utils import timezone

from search.documents.entries import Entry
from search.engines.tantivy import index
from search.engines.tantivy.files import Files
from search.engines.tantivy.vectors import VectorWriter

NAME = "embedded"
_HEAP = 32_000_000


class EmbeddedWriter:
    """Writes one generation; keeps tantivy's writers open until closed."""

    def __init__(self, files: Files, schema: Any, generation: str) -> None:
        self._files = files
        self._schema = schema
        self._generation = generation
        self._open: dict[str, tuple[Any, Any]] = {}
        self._vectors: dict[str, VectorWriter] = {}

    @property
    def copy(self) -> str:
        """The name of the copy being written."""
        return f"{NAME}:{self._generation}"

    def apply(self, entries: Sequence[Entry], references: Collection[str]) -> None:
        """Replace all of these references by these entries, language by language, at once."""
        by_locale: dict[str, list[Entry]] = {
            locale: [] for locale in self._files.locales(self._generation)
        }
        for entry in entries:
            by_locale.setdefault(entry.document.locale.lower(), []).append(entry)
        for locale, new in by_locale.items():
            self._apply(locale, new, references)

    def flush(self) -> None:
        """All that was applied is durable."""

    def settle(self) -> None:
        """And searches see it."""

    def _apply(self, locale: str, entries: Sequence[Entry], references: Collection[str]) -> None:
        at = timezone.now()
        held, writer = self._writer(locale)
        searcher = held.searcher()
        known = [one for one in references if searcher.doc_freq("reference", one)]
        if not known and not entries:
            return
        vectors = [entry.vectors for entry in entries if entry.vectors]
        if vectors:
            self._vectors_of(locale).add(vectors)
        try:
            for reference in known:
                writer.delete_documents_by_term("reference", reference)
            for entry in entries:
                writer.add_document(index.to_tantivy(entry, at))
            writer.commit()
        except Exception:
            writer.rollback()
            raise
        held.reload()

    def _writer(self, locale: str) -> tuple[Any, Any]:
        if locale not in self._open:
            path = self._files.index(self._generation, locale)
            path.mkdir(parents=True, exist_ok=True)
            held = tantivy.Index(self._schema, path=str(path))
            held.config_reader(reload_policy="manual")
            held.reload()
            self._open[locale] = (held, held.writer(_HEAP, 1))
        return self._open[locale]

    def _vectors_of(self, locale: str) -> VectorWriter:
        if locale not in self._vectors:
            folder = self._files.index(self._generation, locale)
            self._vectors[locale] = VectorWriter(folder)
        return self._vectors[locale]

    def close(self) -> None:
        """Let merges end and give tantivy's locks back."""
        while self._open:
            _locale, (_held, writer) = self._open.popitem()
            writer.wait_merging_threads()


class EmbeddedRebuild(EmbeddedWriter):
    """A generation that is built beside the one in use."""

    def swap(self) -> None:
        """Make it the one in use."""
        self.close()
        self._files.use(self._generation)

    def discard(self) -> None:
        """Leave the one in use alone; this one is swept away."""
        self.close()
