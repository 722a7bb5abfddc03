"""What a customer types on the page of their request."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.handover.file_field import OneFileField
from portal.text.forms import PlainTextAreaField, PlainTextField


class MessageForm(forms.Form):
    """A further message, with a file or without."""

    message = PlainTextAreaField(
        label=_("What do you want to add?"),
        min_length=3,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    file = OneFileField()
    # Tells one form from another, so that a doubled click adds one message.
    form = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form": uuid.uuid4().hex})
        super().__init__(*args, **kwargs)

    @property
    def loses_file(self) -> bool:
        """Whether a file was chosen, which no browser shows again."""
        return bool(self.files)


class RatingForm(forms.Form):
    """How satisfied a customer is, in a number and in a word; both may be left out."""

    rating = forms.TypedChoiceField(
        label=_("How satisfied are you with the help you got?"),
        choices=[
            (5, _("5: very satisfied")),
            (4, "4"),
            (3, "3"),
            (2, "2"),
            (1, _("1: not at all satisfied")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    word = PlainTextField(
        label=_("In a few words"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
