"""A list of hundreds to choose from."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A list without groups, written in one go.

    Django draws two templates for each line, which takes a tenth of a second for some hundreds.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The list with what is chosen in it."""
        chosen = set(self.format_value(value))
        lines = (
            f'<option value="{escape(str(one))}"{" selected" if str(one) in chosen else ""}>'
            f"{escape(str(label))}</option>"
            for one, label in self.choices
        )
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = mark_safe("\n".join(lines))
        return format_html("<select{}>\n{}\n</select>", flatatt(attributes), options)
