"""How often gaps failed the readers of some days, as the report's causes have it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Sum

from portal.gaps.effects import Share
from portal.gaps.models import Demand, Gap, State

type Failed = Mapping[tuple[int, str], Share]
"""By the number of a gap and language."""


def failed(first: date, last: date, codes: Collection[str]) -> Failed:
    """Of how many visits that asked how many failed; without what was dismissed."""
    gaps = Gap.objects.shown().exclude(state=State.DISMISSED)
    rows = Demand.objects.filter(day__gte=first, day__lte=last, locale__in=codes, gap__in=gaps)
    sums = rows.order_by().values_list("gap", "locale").annotate(Sum("failed"), Sum("asked"))
    return {(gap, locale): Share(n, of) for gap, locale, n, of in sums}
