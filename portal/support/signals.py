"""No cached page outlives a change: every page may say when the support works."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from portal.caching import kept
from portal.support import reading
from portal.support.permissions import MODELS


def _changed(*, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        kept.changed(reading.forget)


def connect() -> None:
    for model in MODELS:
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"support.{model.__name__}")
