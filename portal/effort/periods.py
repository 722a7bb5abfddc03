"""Which days and languages the report is about, as asked for in its address."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal import locales
from portal.journal import days as calendar

LONGEST = 366
_DEFAULT = 28
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Scope:
    """Days and languages."""

    first: date
    last: date
    languages: tuple[str, ...] = ()


class ScopeForm(forms.Form):
    """The filters above the report."""

    period = forms.ChoiceField(
        label=_("Period"),
        choices=[
            ("7", _("Last 7 days")),
            ("28", _("Last 28 days")),
            ("60", _("Last 60 days")),
            ("custom", _("From … to …")),
        ],
        initial=str(_DEFAULT),
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
        choices=locales.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("period") != "custom":
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
    def scope(self) -> Scope:
        """What was asked for; what was not understood becomes four weeks in all languages."""
        data = self.cleaned_data if self.is_valid() else {}
        languages = tuple(code for code in locales.codes() if code in data.get("locale", ()))
        if data.get("period") == "custom":
            return Scope(data["first"], data["last"], languages)
        today = calendar.day_of()
        days = int(data.get("period") or _DEFAULT)
        return Scope(today - timedelta(days=days - 1), today, languages)
