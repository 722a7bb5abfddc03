"""Rows that may exist already, found or made together, or written over."""

from collections.abc import Callable, Hashable, Sequence
from itertools import batched
from typing import Any

from wagtail_localize.models import StringTranslation

_AT_ONCE = 400
_SAID = ("data", "translation_type", "tool_name", "updated_at", "has_error", "field_error")


def put(translations: Sequence[StringTranslation], *also: str) -> None:
    """Store translations of segments, over those that there are; `also` names further fields that
    are written over.
    """
    StringTranslation.objects.bulk_create(
        translations,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[*_SAID, *also],
    )


def get_or_create_all[K: Hashable](
    model: Any, rows: dict[K, Any], *, key: Callable[[Any], K], by: str
) -> dict[K, int]:
    """The primary keys of these rows by their key; `by` is an indexed field to find them with.

    Safe beside others who make the same rows: those win, and are found.
    """
    found = _find(model, rows, key=key, by=by)
    missing = [row for name, row in rows.items() if name not in found]
    if missing:
        # In one order, so that of two who make the same rows neither waits for the other.
        missing.sort(key=lambda row: f"{getattr(row, by)} {key(row)}")
        model.objects.bulk_create(missing, ignore_conflicts=True, batch_size=_AT_ONCE)
        found |= _find(model, {key(row): row for row in missing}, key=key, by=by)
    return found


def _find[K: Hashable](
    model: Any, rows: dict[K, Any], *, key: Callable[[Any], K], by: str
) -> dict[K, int]:
    values = {getattr(row, by) for row in rows.values()}
    found: dict[K, int] = {}
    for some in batched(values, _AT_ONCE):
        for row in model.objects.filter(**{f"{by}__in": some}):
            if (name := key(row)) in rows:
                found[name] = row.pk
    return found
