"""An article or a topic got another id: its figures of closed days are the same one's."""

from typing import Any

from portal.effort import rollups
from portal.effort.fixes import keeping
from portal.effort.models import DailyFigure

_BY_ID = ("family", "topic")
"""The kinds of figures whose values are ids of families."""


def rename(*, family: Any, old: str, **_kwargs: Any) -> None:
    """In the transaction in which it got it. No day has both: an id leads to one family."""
    figures = DailyFigure.objects.filter(kind__in=_BY_ID, value=old)
    days = list(figures.order_by().values_list("day", flat=True).distinct())
    figures.update(value=family.slug)
    keeping.rename(old, family.slug)
    rollups.renew(days)
