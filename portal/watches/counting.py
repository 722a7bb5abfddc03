"""How many wait, for those who can do something about it. Only numbers leave this room."""

from collections.abc import Collection, Mapping

from django.db.models import Count, F, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from portal.watches.models import Watch


def waiting(occasion: str, abouts: Collection[str]) -> Mapping[str, int]:
    """How many wait for each of these; who waits for nobody's sake is not in it. One query."""
    rows = Watch.objects.waiting().filter(occasion=occasion, about__in=abouts).order_by()
    return dict(rows.values_list("about").annotate(n=Count("pk")))


def waiting_for_row(occasion: str, about: F, locale: F) -> Coalesce:
    """How many wait, for each row of a query in which these name the thing and the language."""
    rows = Watch.objects.waiting().filter(
        occasion=occasion, about=Cast(about, TextField()), locale=locale
    )
    counted = rows.order_by().values("occasion").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
