"""Which articles an editor asks for: what is typed in the field for searching, and filters."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from kb.kinds import IN_NO_TOPIC
from kb.models import (
    Currency,
    Family,
    Kind,
    Product,
    Title,
    TranslationState,
    titles,
)
from portal import actors, locales, markets
from portal.accounts.models import User
from portal.support.models import Market

NONE, MINE = "none", "me"
DUE = "due"


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
            found = found.named(typed)
    else:
        found = found.filter(pk__in=[one for one in ticked if one.isdecimal() and len(one) < 19])
    return list(found.order_by("pk").values_list("pk", flat=True))


def _menus(topics: Mapping[int, Title]) -> dict[str, list[tuple[str, Any]]]:
    """What can be chosen, by filter; one query."""
    owns = Exists(Family.objects.filter(owner=OuterRef("pk")))
    rows = (
        (User.objects.filter(owns), "owner", "pk", "display_name"),
        (Product.objects.all(), "product", "pk", "name"),
        (Market.objects.all(), "market", "code", "code"),
    )
    first, *others = (
        found.order_by()
        .annotate(
            of=Value(of, CharField()), key=Cast(key, CharField()), words=Cast(words, CharField())
        )
        .values_list("of", "key", "words")
        for found, of, key, words in rows
    )
    menus: dict[str, list[tuple[str, Any]]] = {
        "topic": [(NONE, _("No topic")), *_sorted((pk, one.words) for pk, one in topics.items())],
        "owner": [(MINE, _("Me")), (NONE, pgettext_lazy("owner", "Nobody"))],
        "product": [],
        "market": [],
    }
    for of, key, words in first.union(*others).order_by("of", "words", "key"):
        menus[of].append((key, _NAMED.get(of, _as_it_is)(key, words)))
    return menus


def _sorted(choices: Iterable[tuple[Any, str]]) -> list[tuple[str, str]]:
    return sorted(((str(key), words) for key, words in choices), key=lambda one: one[1].casefold())


def _name_of_owner(key: str, words: str) -> str:
    return str(User(pk=int(key), display_name=words))


def _name_of_market(key: str, _words: str) -> str:
    return markets.name(key, locales.in_force())


def _as_it_is(_key: str, words: str) -> str:
    return words


_NAMED = {"owner": _name_of_owner, "market": _name_of_market}


class ArticleFilters(WagtailFilterSet):
    """What the list can be narrowed to."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=locales.choices(), method="in_language"
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=Currency,
        widget=forms.CheckboxSelectMultiple,
        method="in_state",
    )
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
        is_topic = Family.objects.filter(kind=Kind.TOPIC).values("pk")
        self.topics = titles(is_topic, locales.in_force())
        for name, choices in _menus(self.topics).items():
            self.filters[name].extra["choices"] = choices

    def in_language(self, found: QuerySet[Family], _name: str, code: str) -> QuerySet[Family]:
        """With a state, what has it in this language; else what has a text in it."""
        said = TranslationState.objects.filter(family=OuterRef("pk"), locale__language_code=code)
        if words := self.form.cleaned_data.get("state"):
            return found.filter(Exists(said.filter(currency__in=words)))
        return found.filter(Exists(said.exclude(currency=Currency.MISSING)))

    def in_state(self, found: QuerySet[Family], _name: str, words: list[str]) -> QuerySet[Family]:
        """In whichever language, unless one is asked for."""
        if self.form.cleaned_data.get("language"):
            return found
        said = TranslationState.objects.filter(family=OuterRef("pk"), currency__in=words)
        return found.filter(Exists(said))

    def in_topic(self, found: QuerySet[Family], _name: str, chosen: str) -> QuerySet[Family]:
        if chosen == NONE:
            return found.exclude(kind__in=IN_NO_TOPIC).filter(topic_links=None)
        return found.filter(pk__in=Family.objects.filter(topic_links__topic_id=int(chosen)))

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
