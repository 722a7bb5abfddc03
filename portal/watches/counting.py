"""How many wait, for those who can do something about it. Only numbers leave this room."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Count

from portal.watches.models import Watch


def waiting(occasion: str, abouts: Collection[str]) -> Mapping[str, int]:
    """How many wait for each of these; who waits for nobody's sake is not in it. One query."""
    rows = Watch.objects.waiting().filter(occasion=occasion, about__in=abouts).order_by()
    return dict(rows.values_list("about").annotate(n=Count("pk")))


def waiting_in(occasion: str, codes: Collection[str]) -> Mapping[str, Mapping[str, int]]:
    """How many wait in each of these languages, by language and what it is about. One query."""
    rows = Watch.objects.waiting().filter(occasion=occasion, locale__in=codes).order_by()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, about, n in rows.values_list("locale", "about").annotate(n=Count("pk")):
        found[code][about] = n
    return found
