"""What to read after a text: what follows it in its first topic, and from the top again."""

from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Subquery

from kb.models import Family, Kind, Membership
from kb.querysets import HelpPageQuerySet
from kb.reading.listing import FIELDS, ListedFamily, elsewhere_last, entry
from kb.reading.prepared import OfReaders
from portal.actors import Actor
from portal.prepared import Later

SHOWN = 5


def following(family: Family, locale: str, actor: Actor) -> list[ListedFamily]:
    """Up to so many texts in the editors' order, topics aside; one query.

    However many there are in the topic, no more are looked at than twice as many as are shown.
    """
    rows = _FOLLOWING.rows(locale, actor, family=family.pk)
    return elsewhere_last((entry(locale, *row) for row in rows), actor.market)


def _following(pages: HelpPageQuerySet, locale: str) -> QuerySet[Any, Any]:
    family = Later("family", BigIntegerField())
    own = Membership.objects.filter(member=family).order_by("position", "pk")
    topic, place, pk = (Subquery(own.values(name)[:1]) for name in ("topic", "place", "pk"))
    others = (
        Membership.objects.filter(topic=topic)
        .exclude(member=family)
        .exclude(member__kind=Kind.TOPIC)
        .order_by("place", "pk")
    )
    is_after = Q(place__gt=place) | Q(place=place, pk__gt=pk)
    after, first = others.filter(is_after)[:SHOWN], others[:SHOWN]
    near = Q(family__in=after.values("member")) | Q(family__in=first.values("member"))
    link = Membership.objects.filter(topic=topic, member=OuterRef("family"))
    ordered = (
        pages.filter(near)
        .best_for(locale)
        .annotate(
            comes_after=Exists(link.filter(is_after)), place=Subquery(link.values("place")[:1])
        )
    )
    found: QuerySet[Any, Any] = ordered.order_by("-comes_after", "place", "family")[:SHOWN]
    return found.values_list(*FIELDS)


_FOLLOWING = OfReaders(_following)
