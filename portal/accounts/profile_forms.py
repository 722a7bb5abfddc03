"""What members say about themselves. Nothing of allauth here: its forms build on these."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import actors
from portal.accounts import company_names, names, time_zones, zone_choices
from portal.accounts.long_select import LongSelect
from portal.accounts.models import User
from portal.text.cleaning import clean_text

NAME_LABEL = _("Display name")
NAME_HELP = _(
    "Other people see this name next to what you write. You do not have to use your real name."
)


class DisplayNameField(forms.CharField):
    """A name that others see, with a reason for each refusal."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", NAME_LABEL)
        kwargs.setdefault("help_text", NAME_HELP)
        kwargs["widget"] = forms.TextInput(attrs={"dir": "auto", "autocomplete": "nickname"})
        # Refused by us rather than stripped or cut short: what was typed is shown again.
        super().__init__(strip=False, empty_value="", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Shown again without what nobody sees: sent once more, it is a name to accept."""
        return clean_text(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        raw: str = super().clean(value)
        return names.clean_name(raw.strip(" ")) if raw else ""


def refuse_taken_name(name: str, user: User | None = None) -> None:
    """Raises ValidationError if another member's name looks the same, or staff's would."""
    if (user is None or not actors.works_here(user)) and company_names.says_company(name):
        raise ValidationError(
            gettext("This name could be taken for our staff. How about “%(another)s”?")
            % {"another": _free_name()},
            code="reserved",
        )
    others = User.objects.filter(name_key=names.key_of(name))
    if user is not None:
        others = others.exclude(pk=user.pk)
    if others.exists():
        raise ValidationError(
            gettext("Somebody else has this name, or one like it."), code="taken"
        )


def _free_name() -> str:
    """One that nobody has, for whoever needs another."""
    while True:
        name = gettext("Member %(number)s") % {"number": secrets.randbelow(900_000) + 100_000}
        if not User.objects.filter(name_key=names.key_of(name)).exists():
            return name


class NameForm(forms.Form):
    """What sign-up asks besides allauth's own fields."""

    display_name = DisplayNameField()
    # Filled in by the browser, where it can: see the element device-zone.
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        refuse_taken_name(name)
        return name

    def clean_time_zone(self) -> str:
        """What is no zone is none: nobody typed it."""
        zone: str = self.cleaned_data["time_zone"]
        return zone if time_zones.is_known(zone) else ""

    def signup(self, request: Any, user: User) -> None:
        """The adapter has kept the name already."""


class ProfileForm(forms.ModelForm[User]):
    """What members say about themselves."""

    display_name = DisplayNameField()
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, widget=LongSelect)
    other_time_zone = forms.ChoiceField(
        label=_("Another time zone"),
        required=False,
        choices=zone_choices.others,
        widget=LongSelect,
    )

    class Meta:
        model = User
        fields = ["display_name", "locale", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        # Also the one that a browser has added, its own.
        chosen = self.data.get("time_zone") or self.instance.time_zone
        field.choices = zone_choices.first(chosen)

    def clean(self) -> dict[str, Any]:
        """Who has looked for another zone has meant it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if other := cleaned.get("other_time_zone"):
            cleaned["time_zone"] = other
        return cleaned

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        refuse_taken_name(name, self.instance)
        return name


class EraseForm(forms.Form):
    """Erasure is asked for twice: by this box, and by the password before it."""

    sure = forms.BooleanField(label=_("Yes, delete my account permanently"))
