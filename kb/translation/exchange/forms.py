"""What somebody uploads: a file of translations, or an archive of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kb.translation.exchange.bounds import MOST_ARCHIVE
from kb.translation.exchange.formats import ENDINGS


class BringForm(forms.Form):
    """One file. What is wrong inside of it, its reading says."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PO or XLIFF 1.2 file, or a ZIP file of them, up to 10 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{end}" for end in (*ENDINGS, "zip"))}),
    )

    @property
    def name(self) -> str:
        """What the file is called."""
        return str(self.cleaned_data["file"].name)

    @property
    def content(self) -> bytes:
        """What it holds, as far as anything is read of it."""
        data: bytes = self.cleaned_data["file"].read(MOST_ARCHIVE + 1)
        return data
