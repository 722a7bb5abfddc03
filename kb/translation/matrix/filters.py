"""What the matrix is narrowed to."""

from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.models import Family, HelpPage, Kind, Membership, Product
from kb.states import Currency
from portal import locales
from portal.accounts.models import User
from portal.text import clean_text

_LONGEST = 200
_ALL = ("", pgettext_lazy("filter", "All"))
NOBODY = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixFilters:
    """What was asked for; "" is all of it. `topic` and `product` are ids in addresses; `owner` is
    the number of an account, or NOBODY."""

    q: str = ""
    topic: str = ""
    product: str = ""
    kind: str = ""
    owner: str = ""
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
        """The families of these topics, products, kinds, owners and words, whatever their states
        are."""
        found = Family.objects.all()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.owner:
            is_nobodys = self.owner == NOBODY
            found = found.nobodys() if is_nobodys else found.owned_by(self.owner)
        if self.product:
            found = found.filter(products__slug=self.product)
        if self.topic:
            of_topic = Membership.objects.filter(topic__slug=self.topic)
            found = found.filter(pk__in=of_topic.values("member"))
        if self.q:
            found = found.named(self.q)
        return found


class MatrixFilterForm(forms.Form):
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
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[_ALL, *locales.choices()]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ALL, *Currency.choices])

    def __init__(self, asked: QueryDict, reader: Any) -> None:
        """Asked by an account, whose own articles stand first among the owners."""
        super().__init__(asked)
        found, mine = _choices(), str(reader.pk)
        found["owner"].pop(mine, None)
        first = {"owner": [(mine, _("Me")), (NOBODY, pgettext_lazy("owner", "Nobody"))]}
        for name, choices in found.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            others = sorted(choices.items(), key=lambda one: one[1].casefold())
            field.choices = [_ALL, *first.get(name, ()), *others]

    @property
    def filters(self) -> MatrixFilters:
        """What was asked for; what was not understood is left out."""
        self.is_valid()
        data = {name: value for name, value in self.cleaned_data.items() if value}
        return MatrixFilters(**data | {"q": clean_text(data.get("q", "")).strip()})


def _choices() -> dict[str, dict[str, str]]:
    """Products, owners, and topics by their names in the reader's language, else at their source.

    By id. One query: what stands above a list takes few.
    """
    language = locales.in_force()
    owns = Exists(Family.objects.filter(owner=OuterRef("pk")))
    owners = User.objects.filter(owns).order_by().annotate(key=Cast("pk", CharField()))
    owning = owners.values_list(Value("owner"), "key", Value(""), Value(""), "display_name")
    products = Product.objects.order_by().values_list(
        Value("product"), "slug", Value(""), Value(""), "name"
    )
    topics = HelpPage.objects.filter(family__kind=Kind.TOPIC, alias_of=None).order_by()
    named = topics.values_list(
        *(Value("topic"), "family__slug", "locale__language_code"),
        *("family__source_locale__language_code", "draft_title"),
    )
    found: dict[str, dict[str, str]] = {"product": {}, "topic": {}, "owner": {}}
    for field, slug, code, source, name in products.union(named, owning, all=True):
        if code in ("", language) or (code == source and slug not in found[field]):
            found[field][slug] = _account(slug, name) if field == "owner" else name
    return found


def _account(number: str, name: str) -> str:
    """What an account is called that may have no name."""
    return str(User(pk=int(number), display_name=name))
