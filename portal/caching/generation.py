"""Generations: bumped in the transaction of a change, reread at most once a second.

Each area of the site has one, so that an answer in the community makes no article stale. What
stands on every page has its own: a change of it makes all of them stale.
"""

import uuid

from django.db import transaction
from django.db.models import F

from portal.caching.areas import Area
from portal.caching.models import Generation
from portal.rereading import Reread

REREAD_AFTER = 1.0  # seconds


def bump_generation(area: Area = Area.SITE) -> None:
    """Make every cached page that shows an area stale, once the transaction is committed.

    Every page shows the site.
    """
    changes = {"number": F("number") + 1, "stamp": uuid.uuid4()}
    if not Generation.objects.filter(pk=area).update(**changes):
        Generation.objects.bulk_create([Generation(pk=area)], ignore_conflicts=True)
        Generation.objects.filter(pk=area).update(**changes)
    forget()
    transaction.on_commit(forget)


def current(*areas: Area) -> str:
    """The stamp of what a page shows: the site and these areas. It is at most a second old."""
    return _of(_known.value(), areas)


def seen() -> tuple[int, str]:
    """What is another once this process knows of any change, for what is kept beside the pages.

    It costs no query. A change made here is known at once; one made elsewhere when the next
    public page has the generations reread.
    """
    return _known.forgotten, _of(_known.last, tuple(Area))


def forget() -> None:
    """Reread the generation at the next page, even if the second is not over."""
    _known.forget()


def _of(stamps: dict[int, str], areas: tuple[Area, ...]) -> str:
    return "-".join(stamps.get(area, "none") for area in sorted({Area.SITE, *areas}))


def _read(_last: dict[int, str]) -> dict[int, str]:
    return {key: stamp.hex for key, stamp in Generation.objects.values_list("pk", "stamp")}


def _unread() -> Reread[dict[int, str]]:
    """What a process knows that has read nothing yet."""
    return Reread(_read, {}, REREAD_AFTER)


_known = _unread()
