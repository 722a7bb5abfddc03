"""Which articles an editor asks for: what is typed in the field for searching, and filters."""

from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from kb.models import Family, HelpPage, Kind, Product
from kb.models.topic_tree import indented
from portal import actors, locales, markets
from portal.accounts.models import User
from portal.support.models import Market

NONE, MINE = "none", "me"
DUE = "due"


def with_words(families: QuerySet[Family], typed: str) -> QuerySet[Family]:
    """Those whose id, or whose title in any language, has these words in it."""
    # SQLite knows capitals of ASCII alone.
    ways = {typed, typed.lower(), typed.capitalize()}
    in_title, in_id = Q(), Q()
    for way in ways:
        in_title |= Q(draft_title__icontains=way)
        in_id |= Q(slug__icontains=way)
    titled = HelpPage.objects.filter(in_title, family=OuterRef("pk"), alias_of=None)
    return families.filter(in_id | Exists(titled))


def numbers(request: HttpRequest) -> list[int]:
    """The articles that an act is about: those that were ticked, or the whole list as asked for.

    Wagtail's script says "all" for that, and sends along what the list was narrowed to.
    """
    ticked = request.GET.getlist("id")
    found = Family.objects.all()
    if "all" in ticked:
        narrowed = ArticleFilters(request.GET, found, request=request)
        found = narrowed.qs if narrowed.is_valid() else found.none()
        if typed := request.GET.get("q", "").strip():
            found = with_words(found, typed)
    else:
        found = found.filter(pk__in=[one for one in ticked if one.isdecimal() and len(one) < 19])
    return list(found.order_by("pk").values_list("pk", flat=True))


def _topics() -> list[tuple[str, Any]]:
    return [(NONE, _("No topic")), *indented(locales.in_force())]


def _owners() -> list[tuple[str, Any]]:
    people = User.objects.filter(looks_after__isnull=False).order_by("display_name").distinct()
    named = [(str(person.pk), str(person)) for person in people]
    return [(MINE, _("Me")), (NONE, pgettext_lazy("owner", "Nobody")), *named]


def _products() -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in Product.objects.all()]


def _markets() -> list[tuple[str, str]]:
    language = locales.in_force()
    return [(one.code, markets.name(one.code, language)) for one in Market.objects.all()]


_READ_ONCE = {"topic": _topics, "owner": _owners, "product": _products, "market": _markets}
"""What can be chosen, by filter: a form asks for it again and again."""


class ArticleFilters(WagtailFilterSet):
    """What the list can be narrowed to."""

    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    topic = django_filters.ChoiceFilter(label=_("Topic"), method="in_topic")
    owner = django_filters.ChoiceFilter(label=_("Owner"), method="of_owner")
    product = django_filters.ChoiceFilter(label=_("Product"), field_name="products")
    market = django_filters.ChoiceFilter(label=_("Market"), method="for_market")
    review = django_filters.ChoiceFilter(
        label=_("Review"), choices=[(DUE, pgettext_lazy("review", "due"))], method="to_review"
    )
    not_reviewed_since = django_filters.DateFilter(
        label=_("Not reviewed since"), method="before", widget=AdminDateInput
    )

    class Meta:
        model = Family
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in _READ_ONCE.items():
            self.filters[name].extra["choices"] = choices()

    def in_topic(self, found: QuerySet[Family], _name: str, chosen: str) -> QuerySet[Family]:
        if chosen == NONE:
            return found.exclude(kind=Kind.TOPIC).filter(topic_links=None)
        return found.filter(pk__in=Family.objects.filter(topic_links__topic=chosen))

    def of_owner(self, found: Any, _name: str, chosen: str) -> Any:
        if chosen == NONE:
            return found.nobodys()
        return found.owned_by(actors.of(self.request).user if chosen == MINE else chosen)

    def for_market(self, found: QuerySet[Family], _name: str, chosen: str) -> QuerySet[Family]:
        """What names the market; what is meant for all is for no one in particular."""
        # As text, since SQLite cannot look into a list.
        return found.filter(Contains(Cast("markets", TextField()), Value(f'"{chosen}"')))

    def to_review(self, found: Any, _name: str, _chosen: str) -> Any:
        return found.due_for_review()

    def before(self, found: Any, _name: str, day: date) -> Any:
        begin = timezone.make_aware(datetime.combine(day, time.min))
        return found.not_reviewed_since(begin)
