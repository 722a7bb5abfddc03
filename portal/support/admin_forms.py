"""What owners type: hours with one line a day, ways to get in touch with a label a language."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal import locales
from portal.support import week
from portal.support.closing import read_days

DAYS = {f"day_{number}": name for number, name in WEEKDAYS.items()}
"""The form's fields for the days of the week, from Monday."""


class OpeningsField(forms.CharField):
    """The hours of one day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        return week.kept(week.read_day(super().clean(value)))


_WithDays: Any = type(WagtailAdminModelForm)(
    "_WithDays",
    (WagtailAdminModelForm,),
    {
        name: OpeningsField(label=label, widget=forms.TextInput(attrs={"dir": "ltr"}))
        for name, label in DAYS.items()
    },
)


class HoursForm(_WithDays):
    """Seven lines for the week and a few for closed days, kept together as data."""

    closed = forms.CharField(
        label=_("Other closed days"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        help_text=_("One day a line, such as 2026-12-24."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, openings in zip(DAYS, week.opened(self.instance.week), strict=True):
            self.fields[name].initial = week.written(openings)
        first = next(iter(DAYS))
        self.fields[first].help_text = _("Such as 09:00-12:00, 13:00-17:00; closed if empty.")
        self.fields["closed"].initial = "\n".join(self.instance.closed_days)

    def clean_closed(self) -> list[str]:
        return read_days(self.cleaned_data["closed"].splitlines())

    def save(self, commit: bool = True) -> Any:
        self.instance.week = [self.cleaned_data[name] for name in DAYS]
        self.instance.closed_days = self.cleaned_data["closed"]
        return super().save(commit)


LABELS = {f"label_{code}": code for code in locales.codes()}
"""The form's fields for labels, and the language of each."""


def _label_field(code: str) -> forms.Field:
    label = format_lazy(_("Label ({language})"), language=locales.get(code).name)
    return forms.CharField(label=label, max_length=60, required=False)


_WithLabels: Any = type(WagtailAdminModelForm)(
    "_WithLabels",
    (WagtailAdminModelForm,),
    {name: _label_field(code) for name, code in LABELS.items()},
)


class WayForm(_WithLabels):
    """A label for each language, kept together as data; without one the kind's name is shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code in LABELS.items():
            self.fields[name].initial = self.instance.labels.get(code, "")

    def save(self, commit: bool = True) -> Any:
        typed = {code: self.cleaned_data[name] for name, code in LABELS.items()}
        # Words in a language that the site has no more stay: it may come back.
        kept = {**self.instance.labels, **typed}
        self.instance.labels = {code: text for code, text in kept.items() if text}
        return super().save(commit)
