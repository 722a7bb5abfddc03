"""The memory learns what is translated, in the transaction that writes it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from kb.models import Family
from kb.translation.memory.remembering import KnownSegment, remember
from kb.translation.segments import Origin, events


def connect() -> None:
    """Called once, when the app is ready."""
    events.written.connect(_written, dispatch_uid="kb.memory.written")


def _written(
    *,
    family: Family,
    locale: Locale,
    texts: Mapping[str, str],
    origin: Origin,
    **_kwargs: Any,
) -> None:
    """What a machine did is remembered once somebody has read it."""
    if origin is Origin.MACHINE:
        return
    now = timezone.now()
    remember(
        KnownSegment(
            family=family.pk,
            source=family.source_locale_id,
            target=locale.pk,
            text=text,
            translation=translation,
            at=now,
        )
        for text, translation in texts.items()
    )
