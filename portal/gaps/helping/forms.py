"""What is typed to ask for help: who gets the mail, and what is added to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.gaps.helping.letters import language_of
from portal.gaps.models import LONGEST_REASON

_ALL = "all"


class InviteForm(forms.Form):
    """What is added to a mail, and which draft of it was looked at."""

    note = forms.CharField(
        label=_("Your words (optional)"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class HandOverForm(InviteForm):
    """The same, and who of the authors gets it: one of them, or all who read in the language."""

    field_order = ("to", "note", "seen")
    to = forms.ChoiceField(label=_("Author"))

    def __init__(self, *args: Any, authors: Sequence[User], locale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._authors = {str(one.pk): one for one in authors}
        self._of_language = [one for one in authors if language_of(one) == locale]
        choices = [(key, str(one)) for key, one in self._authors.items()]
        if len(self._of_language) > 1:
            choices.insert(0, (_ALL, gettext("All authors of the language")))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Sequence[User]:
        """Who was chosen; only of a form that is valid."""
        chosen = self.cleaned_data["to"]
        return self._of_language if chosen == _ALL else [self._authors[chosen]]
