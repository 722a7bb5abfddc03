"""Which articles are submitted for translation, and into which languages."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kb.models import Family
from portal import locales

ON_A_PAGE = 50
"""So many articles stand on a page, and can be ticked at once."""


class SubmitForm(forms.Form):
    """Articles of one page of the matrix or all that it lists, and languages of those that one may
    submit to."""

    family = forms.ModelMultipleChoiceField(
        Family.objects.order_by("slug"), to_field_name="slug", required=False
    )
    all = forms.BooleanField(required=False)
    into = forms.MultipleChoiceField(
        error_messages={"required": _("Choose at least one language.")}
    )

    def __init__(self, *args: Any, languages: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.MultipleChoiceField)
        into.choices = [one for one in locales.choices() if one[0] in languages]

    def clean_family(self) -> QuerySet[Family]:
        """As many as one page of the matrix has."""
        chosen: QuerySet[Family] = self.cleaned_data["family"]
        if len(chosen) > ON_A_PAGE:
            raise forms.ValidationError(_("Choose the articles of one page at a time."))
        return chosen

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not (data.get("family") or data.get("all") or "family" in self.errors):
            self.add_error("family", _("Choose at least one article."))
        return data

    def families(self, listed: QuerySet[Family]) -> QuerySet[Family]:
        """Those that were ticked, or all of the list."""
        ticked: QuerySet[Family] = self.cleaned_data["family"]
        return listed if self.cleaned_data["all"] else ticked

    @property
    def chosen(self) -> list[str]:
        """The ids of the families that were ticked, whether they may be or not."""
        return self._ticked("family")

    @property
    def chosen_into(self) -> list[str]:
        """The languages that were ticked."""
        return self._ticked("into")

    def _ticked(self, name: str) -> list[str]:
        assert isinstance(self.data, QueryDict)
        return self.data.getlist(name)
