"""The job that reads what was published: how hard it is, and where it leads to."""

import logging
import time
from collections.abc import Iterator

from django.db import transaction

from kb.models import HelpPage
from kb.readability import addresses
from kb.readability.difficulty import measure
from kb.readability.hints import hints
from kb.readability.models import Readability, unread
from kb.readability.texts import text_of
from portal.jobs.tasks import wake

logger = logging.getLogger(__name__)

JOB = "kb.read_texts"
LONGEST_RUN = 60.0
"""Seconds after which a run reads no further batch: the slow queue has other work, too."""
_AT_ONCE = 100


def read(*, longest: float = LONGEST_RUN) -> int:
    """Read the texts that have changed; returns how many."""
    until = time.monotonic() + longest
    count = 0
    for batch in _batches():
        count += sum(map(_is_read, batch))
        if time.monotonic() >= until:
            wake(JOB)
            break
    addresses.forget()
    return count


def _batches() -> Iterator[list[HelpPage]]:
    """Each page once, even if it changes meanwhile: then the next run reads it."""
    last = 0
    pages = unread().select_related("locale").order_by("pk")
    while batch := list(pages.filter(pk__gt=last)[:_AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _is_read(page: HelpPage) -> bool:
    try:
        _read(page)
    except Exception:
        # One that cannot be read, or is deleted meanwhile, keeps none of the others back.
        logger.exception("The text of page %s cannot be read", page.pk)
        return False
    return True


@transaction.atomic
def _read(page: HelpPage) -> None:
    text = text_of(page)
    found = measure(text)
    Readability.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision": page.live_revision_id or 0,
            "method": Readability.METHOD,
            "difficulty": found.difficulty,
            "words": found.words,
            "sentences": found.sentences,
            "hints": len(hints(text)),
        },
    )
    addresses.keep(page.pk, text)
