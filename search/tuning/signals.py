"""Rules come into force, and out of it, in the transaction of their change."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from search.tuning import in_force
from search.tuning.models import PinnedQuery, ProtectedWord, SynonymGroup


def _changed(*, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        in_force.publish()


def connect() -> None:
    for model in (SynonymGroup, PinnedQuery, ProtectedWord):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"search.tuning.{model.__name__}")
