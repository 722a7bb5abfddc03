"""How often single articles were read of late, for the editors' list of them."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db.models import Sum

from kb.articles import reads
from portal.effort.figures.reads import FIGURE
from portal.effort.models import DailyFigure
from portal.journal import days


def counted(slugs: Collection[str]) -> Mapping[str, int]:
    """By id, over all languages and the days that are rolled up; one query."""
    first = days.day_of() - timedelta(days=reads.DAYS)
    of_these = DailyFigure.objects.filter(
        kind="family", figure=FIGURE.key, day__gte=first, value__in=slugs
    )
    summed = of_these.order_by().values_list("value").annotate(total=Sum("numerator"))
    return dict(summed)
