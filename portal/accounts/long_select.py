"""A list of hundreds to choose from."""

from functools import lru_cache
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
        options = _options(tuple((str(one), str(label)) for one, label in self.choices))
        for one in self.format_value(value):
            opening = _opening(one)
            options = options.replace(f"{opening}>", f"{opening} selected>", 1)
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>\n{}\n</select>", flatatt(attributes), mark_safe(options))


@lru_cache(maxsize=32)
def _options(choices: tuple[tuple[str, str], ...]) -> str:
    """All lines, none of them chosen."""
    return "\n".join(f"{_opening(one)}>{escape(label)}</option>" for one, label in choices)


def _opening(value: str) -> str:
    # No other sign of smaller is in the lines: their words are escaped.
    return f'<option value="{escape(value)}"'
