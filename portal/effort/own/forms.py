"""What the owner fills in: a file of daily numbers, and minutes per request."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import cldr
from portal.effort.models import LONGEST_REQUEST
from portal.effort.own import keeping, reading
from portal.effort.own.reading import Number
from portal.text import sheets


class UploadForm(forms.Form):
    """A file of daily numbers: all of it is understood, or none is taken."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file in UTF-8, up to 1 MB. Days that it names are replaced."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, languages: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages

    def clean_file(self) -> list[Number]:
        """The numbers. Raises ValidationError with each fault, its line and what to do."""
        content = self.cleaned_data["file"].read(sheets.MOST_BYTES + 1)
        return reading.read(content, self.languages)

    def keep(self) -> int | None:
        """Keep what was read; returns how many numbers, or None where it is refused in words."""
        try:
            return keeping.replace(self.cleaned_data["file"], self.languages)
        except keeping.WholeIsKeptError as kept:
            said = _(
                "For %(day)s, “%(series)s” is kept as one number for all languages. Ask a"
                " colleague who can give numbers for all languages to delete it."
            )
            self.add_error("file", said % {"day": cldr.day(kept.day), "series": kept.series.label})
            return None


class MinutesForm(forms.Form):
    """How long one request takes, on average; empty where nobody says."""

    minutes = forms.IntegerField(
        label=_("Minutes per request"),
        help_text=_(
            "How long your support works on one request, on average. Leave it empty if you do not"
            " know."
        ),
        min_value=1,
        max_value=LONGEST_REQUEST,
        required=False,
    )
