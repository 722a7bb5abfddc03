"""What is asked of a new token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.feeds.models import ReportToken
from portal.feeds.tokens import LONGEST
from portal.text.cleaning import clean_line


class TokenForm(forms.ModelForm[ReportToken]):
    """Its name, and how long it works."""

    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[
            (30, _("30 days")),
            (90, _("90 days")),
            (LONGEST.days, _("365 days")),
        ],
    )

    class Meta:
        model = ReportToken
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})}
        help_texts = {"name": _("For example the program that will use it.")}

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if days := data.get("days"):
            data["kept"] = timedelta(days=days)
        return data
