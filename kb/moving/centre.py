"""The help centre that an export describes: its texts by what they belong to, each taken once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.importing.problems import Problem
from kb.moving.export import Entry, Export, ExportEntry, clean

CATEGORY, SECTION, ARTICLE = "categories", "sections", "articles"
KINDS = {"category": CATEGORY, "section": SECTION, "article": ARTICLE}
_LAST = 1_000_000

Key = tuple[str, str]
"""What something is there, as addresses say it, and its number."""


@dataclass(slots=True)
class CentreText:
    """A text in one language, under the tag that the help centre has for it."""

    tag: str
    title: str
    html: str
    is_draft: bool
    is_outdated: bool
    updated: str
    file: str
    path: Path


@dataclass(slots=True)
class Item:
    """A category, a section or an article in all its languages."""

    key: Key
    source: str = ""
    parent: Key | None = None
    position: int = _LAST
    labels: tuple[str, ...] = ()
    is_restricted: bool = False
    updated: str = ""
    outdated: frozenset[str] = frozenset()
    words: dict[str, CentreText] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """In its source language, or in the first it has."""
        first = self.words.get(self.source) or next(iter(self.words.values()), None)
        return first.title if first else ""


@dataclass(slots=True)
class Centre:
    """All of it, and what could not be put anywhere."""

    items: dict[Key, Item] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def of(export: Export) -> Centre:
    """The help centre of an export. Of two states of one thing the later one counts."""
    centre = Centre()
    twice: dict[str, int] = {}
    for kind in KINDS:
        for found in export.of(kind):
            item = centre.items.setdefault(_key(found), Item(_key(found)))
            _describe(item, found.entry)
            if locale := _text(found.entry, "locale"):
                _take(item, _own_words(found, locale), twice)
    for found in export.of("translation"):
        key = _key_of_source(found.entry)
        if (about := centre.items.get(key)) is not None:
            _take(about, _translated_words(found), twice)
        else:
            message = f"a translation is left out: {key[0]} {key[1]} is not in the export"
            centre.problems.append(Problem(found.file, 0, message, "warning"))
    for file, count in sorted(twice.items()):
        message = f"{count} texts stand in the export twice; the later state of each is taken"
        centre.problems.append(Problem(file, 0, message, "warning"))
    _leave_out_empty_ones(centre, export)
    return centre


def _leave_out_empty_ones(centre: Centre, export: Export) -> None:
    """What has no text in any language is nothing to read."""
    for kind in KINDS:
        for found in export.of(kind):
            item = centre.items.get(_key(found))
            if item and not item.words:
                del centre.items[item.key]
                message = f"{kind} {item.key[1]} has no text in any language and is left out"
                centre.problems.append(Problem(found.file, 0, message, "warning"))


def _key(found: ExportEntry) -> Key:
    return KINDS[found.kind], str(found.entry["id"])


def _key_of_source(entry: Entry) -> Key:
    kind = _text(entry, "source_type").lower() or "article"
    return KINDS.get(kind, kind), str(entry["source_id"])


def _describe(item: Item, entry: Entry) -> None:
    """What all languages share."""
    updated = _text(entry, "updated_at")
    if item.updated and updated < item.updated:
        return
    item.updated = updated
    item.source = _text(entry, "source_locale") or item.source or _text(entry, "locale")
    item.parent = _parent(entry) or item.parent
    position = entry.get("position")
    item.position = position if isinstance(position, int) else item.position
    item.labels = _texts(entry, "label_names") or item.labels
    item.outdated = frozenset(_texts(entry, "outdated_locales"))
    item.is_restricted = bool(entry.get("user_segment_id") or entry.get("user_segment_ids"))


def _parent(entry: Entry) -> Key | None:
    for name, kind in (
        ("section_id", SECTION),
        ("parent_section_id", SECTION),
        ("category_id", CATEGORY),
    ):
        if entry.get(name):
            return kind, str(entry[name])
    return None


def _own_words(found: ExportEntry, locale: str) -> CentreText:
    """The text that the API puts into an entry: in the language of its address."""
    entry = found.entry
    is_source = locale == (_text(entry, "source_locale") or locale)
    return _words(
        found,
        title=_text(entry, "title") or _text(entry, "name"),
        html=_text(entry, "body") or _text(entry, "description"),
        is_outdated=bool(entry.get("outdated")) and not is_source,
    )


def _translated_words(found: ExportEntry) -> CentreText:
    entry = found.entry
    return _words(
        found,
        title=_text(entry, "title"),
        html=_text(entry, "body"),
        is_outdated=bool(entry.get("outdated")),
    )


def _words(found: ExportEntry, *, title: str, html: str, is_outdated: bool) -> CentreText:
    entry = found.entry
    return CentreText(
        tag=_text(entry, "locale"),
        title=" ".join(title.split()),
        html=html,
        is_draft=bool(entry.get("draft") or entry.get("hidden")),
        is_outdated=is_outdated,
        updated=_text(entry, "updated_at"),
        file=found.file,
        path=found.path,
    )


def _take(item: Item, words: CentreText, twice: dict[str, int]) -> None:
    known = item.words.get(words.tag)
    if known is None or words.updated >= known.updated:
        item.words[words.tag] = words
    # An entry and its translation say the same: only what differs is worth a word.
    if known is not None and (known.title, known.html) != (words.title, words.html):
        twice[words.file] = twice.get(words.file, 0) + 1


def _text(entry: Entry, key: str) -> str:
    value: Any = entry.get(key)
    return clean(value) if isinstance(value, str) else ""


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    values = entry.get(key)
    return (
        tuple(clean(one) for one in values if isinstance(one, str))
        if isinstance(values, list)
        else ()
    )
