"""What is asked of gaps, and what is said of one that is dismissed."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.gaps.models import LONGEST_REASON, State
from search.tuning.admin.forms import ReadersForm


@dataclass(frozen=True, slots=True)
class Filters:
    """Which gaps are listed; no language is all of them."""

    state: State
    locale: str


class FilterForm(ReadersForm):
    """The filters above the gaps."""

    field_order = ("state", "locale")
    state = forms.ChoiceField(
        label=pgettext_lazy("gap", "State"), required=False, choices=State.choices
    )

    @property
    def filters(self) -> Filters:
        """What was asked for; what was not understood is left at its default."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return Filters(State(data.get("state") or State.OPEN), data.get("locale") or "")


class DismissForm(forms.Form):
    """Why it is no gap."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "aria-describedby": "reason-help"}),
        help_text=_("For example: we do not sell this. Your colleagues can read it."),
    )
