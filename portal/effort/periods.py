"""Which days and languages the report is about, as asked for in its address."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kb.id_field import IdField
from portal import locales
from portal.actors import Actor
from portal.effort import kept, naming, report
from portal.effort.counts import COMPARABLE
from portal.effort.figures import Figure
from portal.effort.groups import LANGUAGE
from portal.journal import days as calendar

LONGEST = 366
_USUAL = 28
_QUARTER = 91
"""A house to which few write needs more weeks to tell anything."""
_FIRST_YEAR = 2000
_CUSTOM = "custom"
FILTERS = ("topic", "product", "market")
_GROUPINGS = {
    "topic": _("Topic"),
    "product": _("Product"),
    "market": _("Market"),
    "family": _("Article"),
    "query": pgettext_lazy("what was searched for", "Search"),
    LANGUAGE: _("Readers’ language"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Days and languages."""

    first: date
    last: date
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One topic, product or market."""

    kind: str
    value: str


class ScopeForm(forms.Form):
    """The filters above the report, for who sees these languages.

    What is filled in as From and To is the period; no language is all of theirs.
    """

    period = forms.ChoiceField(
        label=_("Period"),
        choices=[
            ("7", _("Last 7 days")),
            ("28", _("Last 28 days")),
            ("60", _("Last 60 days")),
            ("91", _("Last 91 days (a quarter)")),
            (_CUSTOM, _("From … to …")),
        ],
        required=False,
    )
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    locale = forms.MultipleChoiceField(
        label=_("Readers’ languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("You cannot see figures for the language “%(value)s”.")
        },
    )

    def __init__(self, *args: Any, languages: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["locale"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [choice for choice in locales.choices() if choice[0] in languages]
        self.languages = tuple(languages)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("period") != _CUSTOM or self.errors:
            return data
        first, last = data.get("first"), data.get("last")
        if not first or not last:
            raise ValidationError(_("Say from which day to which."))
        if first.year < _FIRST_YEAR or last > calendar.day_of():
            raise ValidationError(_("The period must lie between the year 2000 and today."))
        if last < first:
            raise ValidationError(_("The period ends before it begins."))
        if (last - first).days >= LONGEST:
            raise ValidationError(
                _("At most %(days)s days can be shown at once."), params={"days": LONGEST}
            )
        return data

    @property
    def drawn(self) -> str:
        """A name for its fields as they are shown: of the same name, they are the same."""
        assert isinstance(self.data, QueryDict)
        offered = [
            (name, [str(one) for one in getattr(field, "choices", ())])
            for name, field in self.fields.items()
        ]
        return kept.name(get_language(), [*self.data.lists()], sorted(self.errors), offered)

    @property
    def scope(self) -> Scope:
        """What was asked for; only of a form that is valid."""
        data = self.cleaned_data
        languages = tuple(code for code in self.languages if code in data["locale"])
        languages = languages or self.languages
        if data["period"] == _CUSTOM:
            return Scope(data["first"], data["last"], languages)
        today = calendar.day_of()
        return Scope(today - timedelta(days=int(data["period"]) - 1), today, languages)


class FilteredForm(ScopeForm):
    """The same, narrowed to one topic, product or market: each is known by itself alone."""

    topic = IdField(label=_("Topic"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)
    market = forms.ChoiceField(label=_("Market"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in FILTERS:
            named = naming.all_of(kind, actor)
            chosen = [("", pgettext("topics, products or markets", "All")), *named]
            self.fields[kind].choices = chosen  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if sum(bool(data.get(kind)) for kind in FILTERS) > 1:
            raise ValidationError(
                _("Choose a topic, a product or a market. They are not known together.")
            )
        return data

    @property
    def narrowed(self) -> Narrowed | None:
        """To what it is; only of a form that is valid."""
        chosen = [Narrowed(kind, self.cleaned_data[kind]) for kind in FILTERS]
        return next((one for one in chosen if one.value), None)


class GroupedForm(ScopeForm):
    """The same above the page of a figure, with what it is grouped by."""

    by = forms.ChoiceField(label=_("Grouped by"), required=False)

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (*figure.grouped_by, LANGUAGE)
        self.fields["by"].choices = [(kind, _GROUPINGS[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def clean_by(self) -> str:
        """The first, if none is asked for."""
        kinds = self.fields["by"].choices  # type: ignore[attr-defined]
        return self.cleaned_data["by"] or str(kinds[0][0])


def filtered(query: QueryDict, actor: Actor, languages: Collection[str]) -> FilteredForm:
    """The form of the report's address, in the words of one person, who sees these languages."""
    return FilteredForm(_completed(query, languages), actor=actor, languages=languages)


def of_figure(query: QueryDict, figure: Figure, languages: Collection[str]) -> GroupedForm:
    """The form of the address of a figure's page, for who sees these languages."""
    return GroupedForm(_completed(query, languages), figure=figure, languages=languages)


def asked_for(query: QueryDict, languages: Collection[str]) -> ScopeForm:
    """The form of an address, for who sees these languages.

    Without a period, the usual one; a small house's is a quarter.
    """
    return ScopeForm(_completed(query, languages), languages=languages)


def _completed(query: QueryDict, languages: Collection[str]) -> QueryDict:
    asked = query.copy()
    if query.get("first") or query.get("last"):
        asked["period"] = _CUSTOM
    elif not query.get("period"):
        asked["period"] = str(_usual(languages))
    return asked


def usual(languages: Collection[str]) -> Scope:
    """What the report of these languages is about where nothing is asked for."""
    form = asked_for(QueryDict(), languages)
    form.is_valid()
    return form.scope


def _usual(languages: Collection[str]) -> int:
    weekly = report.weekly_starts(languages)
    return _QUARTER if weekly is not None and weekly < COMPARABLE else _USUAL
