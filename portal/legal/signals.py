"""No cached page outlives a change: each one leads to these in its footer."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from portal.caching import kept
from portal.legal import reading
from portal.legal.models import LegalPage


def _changed(**_kwargs: Any) -> None:
    kept.changed(reading.forget)


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=LegalPage, dispatch_uid="legal.changed")
