"""What the matrix is narrowed to."""

from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.models import Family, HelpPage, Kind, Membership, Product
from kb.states import Currency
from portal import locales
from portal.text import clean_text

_LONGEST = 200
_ALL = ("", pgettext_lazy("filter", "All"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was asked for; "" is all of it. `topic` and `product` are ids in addresses."""

    q: str = ""
    topic: str = ""
    product: str = ""
    kind: str = ""
    language: str = ""
    state: str = ""

    @property
    def query(self) -> str:
        """The same as an address's query, without what was not asked for."""
        asked = ((field.name, getattr(self, field.name)) for field in fields(self))
        return urlencode([(name, value) for name, value in asked if value])

    @property
    def columns(self) -> tuple[str, ...]:
        """The languages that are shown."""
        return (self.language,) if self.language else locales.codes()

    def families(self) -> QuerySet[Family]:
        """The families of these topics, products, kinds and words, whatever their states are."""
        found: QuerySet[Family] = Family.objects.all()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.product:
            found = found.filter(products__slug=self.product)
        if self.topic:
            of_topic = Membership.objects.filter(topic__slug=self.topic)
            found = found.filter(pk__in=of_topic.values("member"))
        if self.q:
            found = found.filter(_named(self.q))
        return found


def _named(words: str) -> Q:
    """By a part of the id, or of a title in any language."""
    titles = HelpPage.objects.filter(family=OuterRef("pk"), alias_of=None)
    # SQLite tells upper from lower case in all alphabets but ours.
    forms_of = {words, words.lower(), words.capitalize(), words.upper()}
    by_title = Q(*(("draft_title__icontains", one) for one in forms_of), _connector=Q.OR)
    return Q(slug__icontains=words) | Q(Exists(titles.filter(by_title)))


class FilterForm(forms.Form):
    """The filters above the matrix."""

    q = forms.CharField(
        label=_("Title or id"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "type": "search"}),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *Kind.choices])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[_ALL, *locales.choices()]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ALL, *Currency.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in _choices().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [_ALL, *sorted(choices.items(), key=lambda one: one[1].casefold())]

    @property
    def filters(self) -> Filters:
        """What was asked for; what was not understood is left out."""
        self.is_valid()
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**data | {"q": clean_text(data.get("q", "")).strip()})


def _choices() -> dict[str, dict[str, str]]:
    """Products, and topics by their names in the reader's language, else at their source; by id.

    One query: what stands above a list takes few.
    """
    language = locales.in_force()
    products = Product.objects.order_by().values_list(
        Value("product"), "slug", Value(""), Value(""), "name"
    )
    topics = HelpPage.objects.filter(family__kind=Kind.TOPIC, alias_of=None).order_by()
    named = topics.values_list(
        *(Value("topic"), "family__slug", "locale__language_code"),
        *("family__source_locale__language_code", "draft_title"),
    )
    found: dict[str, dict[str, str]] = {"product": {}, "topic": {}}
    for field, slug, code, source, name in products.union(named, all=True):
        if code in ("", language) or (code == source and slug not in found[field]):
            found[field][slug] = name
    return found
