"""Form fields for plain text and addresses: cleaned, never cut short by the browser, errors in
words.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.widgets import Textarea, Widget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal import cldr
from portal.text.cleaning import clean_text
from portal.text.markdown import is_within_bound


class AtMost(MaxLengthValidator):
    """Django's bound, with numbers as the reader's language writes them."""

    message = ngettext_lazy(
        "Shorten this to %(limit)s character: it has %(length)s.",
        "Shorten this to %(limit)s characters: it has %(length)s.",
        "limit_value",
    )

    def __call__(self, value: Any) -> None:
        try:
            super().__call__(value)
        except ValidationError as error:
            numbers = {"limit": self.limit_value, "length": self.clean(value)}
            written = {name: cldr.number(one) for name, one in numbers.items()}
            error.params = (error.params or {}) | written
            raise


class PlainTextAreaField(forms.CharField):
    """Several lines of plain text.

    The browser is not told the greatest length: it would cut off what is pasted without a word.
    Too long a text comes back whole, with an error that says how long it may be.
    """

    widget: type[Widget] | Widget = Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [
            AtMost(one.limit_value) if isinstance(one, MaxLengthValidator) else one
            for one in self.validators
        ]

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return clean_text(value) if isinstance(value, str) else value

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        return {
            name: attribute
            for name, attribute in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class MarkdownField(PlainTextAreaField):
    """A post in Markdown. One that cannot be rendered within its bound comes back, and is told."""

    default_error_messages = {
        "too_large": _("This text has too many tables, lists or links to show. Use fewer.")
    }

    def run_validators(self, value: str) -> None:
        # A text that is too long is told so first.
        super().run_validators(value)
        if not is_within_bound(value):
            raise ValidationError(self.error_messages["too_large"], code="too_large")


class PlainTextField(PlainTextAreaField):
    """One line of plain text; line breaks that were pasted become spaces."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = clean_text(value).replace("\n", " ").replace("\t", " ")
        return super().to_python(value)


class AddressField(forms.EmailField):
    """An e-mail address; one that is none can still be shown again."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return clean_text(value) if isinstance(value, str) else value
