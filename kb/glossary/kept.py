"""The glossary of a language, kept in each process until something public has changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.glossary.finding import Finder, Wording
from kb.glossary.models import TermEntry, lines
from portal.caching import generation
from portal.caching.areas import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A term in one language; `term` is its id, the same in every language."""

    term: str
    word: str
    forms: tuple[str, ...] = ()
    definition: str = ""
    forbidden: tuple[str, ...] = ()
    note: str = ""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Whatever it may be called."""
        return (self.word, *self.forms)

    def wordings(self) -> list[Wording]:
        """All of it, with what it must not be called."""
        used = [Wording(text, self.term) for text in self.allowed]
        return used + [Wording(text, self.term, is_forbidden=True) for text in self.forbidden]


class LanguageGlossary:
    """The glossary of one language, and where its words stand in a text."""

    def __init__(self, locale: str, entries: Mapping[str, GlossaryEntry]) -> None:
        self.locale = locale
        self.entries = entries
        """By the term's id."""

    @property
    def explained(self) -> list[GlossaryEntry]:
        """Those that readers are told the meaning of, by the alphabet."""
        found = (entry for entry in self.entries.values() if entry.definition)
        return sorted(found, key=lambda entry: (entry.word.casefold(), entry.term))

    @cached_property
    def digest(self) -> str:
        """Another one for other words."""
        said = repr((self.locale, sorted(self.entries.items())))
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def allowed(self) -> Finder:
        """Finds the words that may be used."""
        return Finder(self.locale, (one for one in self._wordings if not one.is_forbidden))

    @cached_property
    def every(self) -> Finder:
        """Finds those that may not, too."""
        return Finder(self.locale, self._wordings)

    @cached_property
    def _wordings(self) -> list[Wording]:
        return [one for entry in self.entries.values() for one in entry.wordings()]


_kept: dict[str, tuple[str, LanguageGlossary]] = {}
"""By language, with the stamp of the generation in which it was read."""


def words_of(locale: str) -> LanguageGlossary:
    """The glossary of a language, at most a second older than the last change.

    A query where something public has changed since it was asked for, else none.
    """
    # The stamp is read first: what changes in between makes the words stale, never the reverse.
    stamp = generation.current(Area.HELP)
    known = _kept.get(locale)
    if known is None or known[0] != stamp:
        entries = _read(locale)
        # What changed was something else: what was found out of these words stays.
        words = (
            known[1]
            if known and known[1].entries == entries
            else LanguageGlossary(locale, entries)
        )
        known = _kept[locale] = stamp, words
    return known[1]


def changed() -> None:
    """Let no cached page and no process outlive the change; called in its transaction."""
    generation.bump_generation(Area.HELP)


def forget() -> None:
    """Look again at the next question."""
    _kept.clear()


def _read(locale: str) -> dict[str, GlossaryEntry]:
    rows = TermEntry.objects.filter(locale__language_code=locale).order_by("term__slug")
    entries = (
        GlossaryEntry(
            term=slug,
            word=word,
            forms=lines(forms),
            definition=definition,
            forbidden=lines(forbidden),
            note=note,
        )
        for slug, word, forms, definition, forbidden, note in rows.values_list(
            "term__slug", "word", "forms", "definition", "forbidden", "note"
        )
    )
    return {entry.term: entry for entry in entries}
