"""What wagtail-localize's own pages write: segments together, and all of it is told.

They know nothing of `events.changed`, and write one segment at a time.
"""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from kb.translation.segments.events import changed
from kb.translation.segments.storing import store_segments, take_apart


def connect() -> None:
    """Called once, when the app is ready."""
    for model in (StringTranslation, SegmentOverride, Translation):
        post_save.connect(_written, sender=model, dispatch_uid="kb.segments.written")
        post_delete.connect(_deleted, sender=model, dispatch_uid="kb.segments.deleted")
    _store_together()


def _store_together() -> None:
    stock = TranslationSource.refresh_segments
    if stock.__module__ == __name__:
        return

    @wraps(stock, assigned=())
    def refreshed(self: TranslationSource) -> None:
        with transaction.atomic():
            store_segments([take_apart(self.as_instance())], {self.object_id: self})
            _tell([self.object_id])

    TranslationSource.refresh_segments = refreshed


def _tell(keys: Iterable[Any]) -> None:
    changed.send(sender=None, keys=list(keys))


def _written(*, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        _tell(_keys(instance))


def _deleted(*, instance: Any, origin: Any = None, **_kwargs: Any) -> None:
    """What goes with its language or its article is told of by those."""
    if isinstance(origin, QuerySet) and origin.model is type(instance):
        # All of them are gone by now: the first speaks for the others, which are of its article.
        if hasattr(origin, "told"):
            return
        origin.told = True  # type: ignore[attr-defined]
    elif origin is not instance:
        return
    _tell(_keys(instance))


def _keys(instance: Any) -> list[Any]:
    if isinstance(instance, Translation):
        return [instance.source.object_id]
    return [instance.context.object_id] if instance.context_id else []
