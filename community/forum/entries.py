"""Lists of threads as HTML: what is alike in their entries is drawn once."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from community.forum.furniture import Example, Furniture
from community.forum.models import Thread
from portal import locales
from portal.text.templatetags.cldr import ago

# In an address a mark must be one that an address may have; here it is one that no row has.
_THREAD, _SLUG = 8_613_379_110_257_402_226, "slug-8613379110257404442"
_TITLE, _WHEN = "\ue000title\ue001", "\ue000when\ue001"
_MARKS = {"thread": str(_THREAD), "slug": _SLUG, "title": _TITLE, "when": _WHEN}


class EntryKind(NamedTuple):
    """What the furniture of an entry shows."""

    state: str
    locale: str
    is_hidden: bool
    has_title: bool
    answer_count: int


def entries(threads: Iterable[Thread]) -> SafeString:
    """The entries of a list."""
    return mark_safe(_ENTRY.of_all(map(_entry, threads)))


def _entry(thread: Thread) -> tuple[EntryKind, dict[str, str]]:
    kind = EntryKind(
        thread.state, thread.locale, thread.hidden, bool(thread.title), thread.answer_count
    )
    words = {
        "thread": str(thread.pk),
        "slug": quote(thread.slug),
        "title": escape(thread.title),
        "when": ago(thread.active_at),
    }
    return kind, words


def _example(kind: EntryKind) -> Example:
    thread = Thread(
        pk=_THREAD,
        state=kind.state,
        locale=kind.locale,
        title=_TITLE if kind.has_title else "",
        hidden=kind.is_hidden,
        answer_count=kind.answer_count,
    )
    read = {
        "thread": thread,
        "address": reverse("community:thread", args=[_THREAD, _SLUG]),
        "when": mark_safe(_WHEN),
        "reader_locale": locales.get(locales.in_force()),
    }
    return Example(read, _MARKS)


_ENTRY = Furniture("community/parts/thread_entry.html", _example)
