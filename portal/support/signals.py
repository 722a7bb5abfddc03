"""No cached page outlives a change: every page may say when the support works."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from portal.caching.generation import bump_generation
from portal.support import reading
from portal.support.permissions import MODELS


def _changed(*, raw: bool = False, **_kwargs: Any) -> None:
    if raw:
        return
    bump_generation()
    reading.forget()
    transaction.on_commit(reading.forget)


def connect() -> None:
    for model in MODELS:
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"support.{model.__name__}")
