"""In which orders articles stand in their list; what has no such value comes last."""

from typing import Any

from django.db.models import (
    Avg,
    Case,
    CharField,
    Expression,
    F,
    FloatField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Lower

from kb.feedback.models import Vote
from kb.models import Family, HelpPage


def ordered(families: QuerySet[Family], by: str, locale: str) -> QuerySet[Family]:
    """By title, kind, owner, reviewed or helpful; backwards with a minus before it.

    Those that are equal follow by their ids.
    """
    name = by.removeprefix("-")
    order = _expression(name, locale)
    given = order.desc(nulls_last=True) if by.startswith("-") else order.asc(nulls_last=True)
    return families.order_by(given, "slug")


def _expression(name: str, locale: str) -> Any:
    match name:
        case "title":
            return _title(locale)
        case "owner":
            return Lower("owner__display_name")
        case "reviewed":
            return F("reviewed_at")
        case "helpful":
            return _share_of_yes()
    return F("kind")


def _title(locale: str) -> Expression:
    """As an editor of this language reads it, see `kb.models.titles`."""
    pages = HelpPage.objects.filter(family=OuterRef("pk"), alias_of=None)
    nearest = pages.with_preference(locale).order_by(
        F("preference").asc(nulls_last=True), "locale__language_code"
    )
    title = Subquery(nearest.values("draft_title")[:1], output_field=CharField())
    return Lower(Coalesce(title, Cast("slug", CharField())))


def _share_of_yes() -> Any:
    is_yes = Case(When(helpful=True, then=Value(1.0)), default=Value(0.0))
    votes = Vote.objects.counted().filter(family=OuterRef("pk")).order_by()
    share = votes.values("family").annotate(share=Avg(is_yes)).values("share")
    return Subquery(share, output_field=FloatField())
