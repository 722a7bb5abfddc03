"""The form of a document: a video, or captions, are what their names say."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from kb.media import contents


class DocumentForm(BaseDocumentForm):
    """Wagtail's, wherever documents are sent: one by one, several, or while one writes."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            ending = PurePath(file.name).suffix.removeprefix(".")
            if fault := contents.fault(file, ending):
                raise ValidationError(fault)
        return file
