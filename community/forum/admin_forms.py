"""Categories in the editors' pages: a name and a description for each language."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal import locales

# The form's fields for texts, and which text in which language each of them holds.
TEXTS = {
    f"{prefix}_{code}": (kept_in, code)
    for code in locales.codes()
    for prefix, kept_in in (("name", "names"), ("description", "descriptions"))
}
_LABELS = {"names": _("Name ({language})"), "descriptions": _("Description ({language})")}


def _text_field(kept_in: str, code: str) -> forms.Field:
    return forms.CharField(
        label=format_lazy(_LABELS[kept_in], language=locales.get(code).name),
        max_length=300,
        required=(kept_in, code) == ("names", locales.DEFAULT),
    )


_WithTexts: Any = type(WagtailAdminModelForm)(
    "_WithTexts",
    (WagtailAdminModelForm,),
    {name: _text_field(*text) for name, text in TEXTS.items()},
)


class CategoryForm(_WithTexts):
    """One pair of fields for each language, kept together as data."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=locales.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None means all languages."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (kept_in, code) in TEXTS.items():
            self.fields[name].initial = getattr(self.instance, kept_in).get(code, "")

    def save(self, commit: bool = True) -> Any:
        for kept_in in _LABELS:
            typed = {
                code: self.cleaned_data[name]
                for name, (place, code) in TEXTS.items()
                if place == kept_in
            }
            # Words in a language that the site has no more stay: it may come back.
            kept = {**getattr(self.instance, kept_in), **typed}
            setattr(self.instance, kept_in, {code: text for code, text in kept.items() if text})
        return super().save(commit=commit)
