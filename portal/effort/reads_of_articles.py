"""How often single articles were read of late, for the editors' list of them."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db.models import QuerySet, Sum

from kb.articles import reads
from portal.effort.figures.reads import FIGURE
from portal.effort.models import DailyFigure
from portal.journal import days


def counted(slugs: Collection[str]) -> Mapping[str, int]:
    """By id, over all languages and the days that are rolled up; one query."""
    return _summed(_lately().filter(value__in=slugs))


def counted_in(code: str) -> Mapping[str, int]:
    """By id, of readers of one language, over the days that are rolled up; one query."""
    return _summed(_lately().filter(locale=code))


def _lately() -> QuerySet[DailyFigure]:
    first = days.day_of() - timedelta(days=reads.DAYS)
    return DailyFigure.objects.filter(kind="family", figure=FIGURE.key, day__gte=first)


def _summed(figures: QuerySet[DailyFigure]) -> Mapping[str, int]:
    return dict(figures.order_by().values_list("value").annotate(total=Sum("numerator")))
