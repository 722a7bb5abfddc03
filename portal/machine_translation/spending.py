"""The bound of what engines cost: characters of a month, taken before they are sent.

So several workers together never send more than the owner allows.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from portal.journal import days
from portal.machine_translation.errors import OverCostError
from portal.machine_translation.models import Spent


@dataclass(frozen=True, slots=True)
class Account:
    """What an engine was sent this month, and its bound; None for no bound."""

    engine: str
    characters: int
    bound: int | None


def month_of(at: datetime | None = None) -> date:
    """The first day of a moment's month, in the zone of the site."""
    return days.day_of(at).replace(day=1)


def take(engine: str, characters: int) -> None:
    """Count what is about to be sent; raises OverCostError, and then counts nothing."""
    bound = _bound(engine)
    with transaction.atomic():
        row, _is_new = Spent.objects.get_or_create(engine=engine, month=month_of())
        rows = Spent.objects.filter(pk=row.pk)
        if bound is not None:
            rows = rows.filter(characters__lte=bound - characters)
        if not rows.update(characters=F("characters") + characters):
            raise OverCostError(f"{engine}: {bound} characters of this month are used up")


def give_back(engine: str, characters: int) -> None:
    """What was taken was not sent, or not taken by the engine."""
    rows = Spent.objects.filter(engine=engine, month=month_of())
    rows.update(characters=Greatest(F("characters") - characters, 0))


def accounts(engines: list[str]) -> list[Account]:
    """What these engines were sent this month, in their order."""
    spent = dict(Spent.objects.filter(month=month_of()).values_list("engine", "characters"))
    return [Account(engine, spent.get(engine, 0), _bound(engine)) for engine in engines]


def _bound(engine: str) -> int | None:
    bound: int | None = settings.MACHINE_TRANSLATION["characters"].get(engine)
    return bound
