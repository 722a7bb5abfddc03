"""What the owner uploads: a file of tickets."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.effort.tickets import reading
from portal.effort.tickets.reading import Ticket
from portal.text import sheets


class TicketsForm(forms.Form):
    """A file of tickets: all of it is understood, or none is taken."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file in UTF-8, up to 1 MB. Months that it names are counted anew."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, languages: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages

    def clean_file(self) -> list[Ticket]:
        """The tickets. Raises ValidationError with each fault, its line and what to do."""
        content = self.cleaned_data["file"].read(sheets.MOST_BYTES + 1)
        return reading.read(content, self.languages)
