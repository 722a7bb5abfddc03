"""The rules that are switched on: written in the transaction of a change, read by all processes.

All of them are one row, so a search costs at most one SQL query for them; a process asks again
after a second, and is sent the content only when it has changed.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, F, TextField, Value, When

from portal.rereading import Reread
from search.tuning.models import InForce, PinnedQuery, ProtectedWord, Rule, SynonymGroup
from search.tuning.rules import Pin, Rules, Synonyms, Tuning

ONLY = 1
REREAD_AFTER = 1.0  # seconds
_tried: ContextVar[Tuning | None] = ContextVar("search_tuning_tried", default=None)


def current() -> Tuning:
    """The rules in force, at most a second old; within `trying`, those that are tried."""
    tried = _tried.get()
    if tried is not None:
        return tried
    return _known.value().tuning


@contextmanager
def trying(tuning: Tuning) -> Iterator[None]:
    """Search by other rules than those in force, in this thread and nowhere else."""
    token = _tried.set(tuning)
    try:
        yield
    finally:
        _tried.reset(token)


def publish() -> None:
    """Put the rules that are switched on into force with the present transaction's commit."""
    with transaction.atomic():
        InForce.objects.get_or_create(pk=ONLY, defaults={"content": "{}"})
        # Whoever publishes at the same time waits here, and then reads what we have written.
        InForce.objects.select_for_update().get(pk=ONLY)
        content = json.dumps(_content(), ensure_ascii=False)
        InForce.objects.filter(pk=ONLY).update(stamp=uuid.uuid4(), content=content)
        forget()
        transaction.on_commit(forget)


def switched_on(without: Rule | None = None, beside: Rule | None = None) -> Tuning:
    """The rules as they stand in the tables, without one of them or beside another."""
    return _tuning(_content(without, beside))


def forget() -> None:
    """Read at the next search, even if the second is not over."""
    _known.forget()


class _Stamped(NamedTuple):
    """The rules as they were read, and their stamp; None for no row."""

    stamp: uuid.UUID | None
    tuning: Tuning


def _read(last: _Stamped) -> _Stamped:
    known = last.stamp
    unchanged = When(stamp=known, then=Value("")) if known else When(pk=None, then=Value(""))
    news = Case(unchanged, default=F("content"), output_field=TextField())
    rows = InForce.objects.filter(pk=ONLY).annotate(news=news)
    stamp, content = rows.values_list("stamp", "news").first() or (None, "{}")
    if content and stamp != known:
        return _Stamped(stamp, _tuning(json.loads(content)))
    return last


def _content(without: Rule | None = None, beside: Rule | None = None) -> dict[str, Any]:
    """Language → kind of rule → the rules, as they are stored."""
    content: dict[str, Any] = defaultdict(lambda: {"synonyms": [], "pins": [], "protected": []})
    for model in (SynonymGroup, PinnedQuery, ProtectedWord):
        rows: list[Any] = [
            row for row in model.objects.filter(is_active=True).order_by("pk") if row != without
        ]
        if isinstance(beside, model):
            rows.append(beside)
        for row in rows:
            name, stored = _stored(row)
            content[row.locale][name].append(stored)
    return dict(content)


def _stored(row: Any) -> tuple[str, Any]:
    if isinstance(row, SynonymGroup):
        return "synonyms", [row.lines, row.one_way]
    if isinstance(row, PinnedQuery):
        return "pins", [row.query, list(row.hits)]
    return "protected", row.word


def _tuning(content: dict[str, Any]) -> Tuning:
    return Tuning(
        {
            locale: Rules(
                locale,
                tuple(Synonyms(tuple(lines), one_way) for lines, one_way in kinds["synonyms"]),
                tuple(Pin(query, tuple(hits)) for query, hits in kinds["pins"]),
                tuple(kinds["protected"]),
            )
            for locale, kinds in content.items()
        }
    )


_known = Reread(_read, _Stamped(None, Tuning()), REREAD_AFTER)
