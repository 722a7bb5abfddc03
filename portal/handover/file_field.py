"""The field for one photo or file. A browser never shows a chosen file again: forms say so."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.handover import files


class OneFileField(forms.FileField):
    """A photo or a PDF, as `portal.handover.files.Checked`; None if there is none."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Photo or file"),
            help_text=_("One photo, screenshot or PDF, up to 8 MB."),
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": files.ACCEPTED}),
        )

    def clean(self, data: Any, initial: Any = None) -> files.Checked | None:
        """Raises ValidationError for what is no such file, whatever it is called."""
        if not data:
            return None
        upload = cast(Any, super().clean(data, initial))
        return files.checked(upload, upload.name or "", upload.size or 0)
