"""What the reader searched, read and tried before: kept in their own tab, or in the address of the
form as ids, and sent only if they let it.

Entries come as fields of the form. Each is checked as anything else that is typed.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kb.fixes import carrying
from kb.reading.trying import FixAnswer
from portal.actors import Actor
from portal.text.cleaning import clean_line

MOST = 40
_LONGEST = 200
_LONGEST_FIELD = 2_000

LABELS: dict[str, Promise] = {
    "search": _("Searched for"),
    "article": _("Read"),
    "faq": _("Read"),
    "topic": _("Looked at the topic"),
    "thread": _("Read in the community"),
    FixAnswer.DID_NOT.value: _("Tried, did not work"),
    FixAnswer.CANNOT.value: _("Could not try"),
}
# What is no text itself, but stands in one whose id it has.
_IN_AN_ARTICLE = frozenset({FixAnswer.DID_NOT.value, FixAnswer.CANNOT.value})


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing done before: a search (`id` is what was typed), or something read.

    Of a fix that was tried `id` is its article's.
    """

    kind: str
    id: str
    title: str

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def value(self) -> str:
        """As the form carries it."""
        return json.dumps(asdict(self), ensure_ascii=False)


def parse(values: Iterable[str]) -> tuple[TrailEntry, ...]:
    """The entries that fields of the form carry; what is none is left out, and so are doubles."""
    found = (_entry(value) for value in values)
    return tuple(dict.fromkeys(entry for entry in found if entry))[-MOST:]


def just_seen(entries: Iterable[TrailEntry]) -> set[str]:
    """What was just opened and need not be suggested again ("kind:id")."""
    read = (entry for entry in entries if entry.kind != "search")
    return {f"{_read(entry)}:{entry.id}" for entry in read}


def tried(query: QueryDict, locale: str, actor: Actor) -> tuple[TrailEntry, ...]:
    """What the form's address says of the fixes of an article that did not help."""
    found = carrying.read(query, locale, actor)
    return tuple(
        TrailEntry(one.answer.value, one.article, clean_line(one.fix.title)[:_LONGEST])
        for one in found
    )


def _read(entry: TrailEntry) -> str:
    return "article" if entry.kind in _IN_AN_ARTICLE else entry.kind


def _entry(value: str) -> TrailEntry | None:
    if len(value) > _LONGEST_FIELD:
        return None
    try:
        data = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not all(
        isinstance(data.get(name), str) for name in ("kind", "id", "title")
    ):
        return None
    id_, title = (clean_line(data[name])[:_LONGEST] for name in ("id", "title"))
    return (
        TrailEntry(data["kind"], id_, title) if data["kind"] in LABELS and id_ and title else None
    )
