"""The captions of a video: those of the source in every language, and what a language adds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from kb.blocks.composed import TakenWhole
from kb.media import contents
from portal import locales


class CaptionsBlock(blocks.StructBlock):
    """What is said in a video, in one language."""

    language = blocks.ChoiceBlock(choices=locales.choices, label=_("Language"))
    file = DocumentChooserBlock(label=_("Captions"), help_text=_("A WebVTT file (.vtt)"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft is kept without its files, too.
        file = cleaned["file"]
        if file and (fault := contents.of_document(file, contents.CAPTIONS)):
            raise StructBlockValidationError({"file": ValidationError(fault)})
        return cleaned


class CaptionsListBlock(TakenWhole, blocks.ListBlock):
    """The captions of a video. A language shows those of the source, and its own."""

    def data_of(self, value: Any) -> list[list[Any]]:
        """Pairs of a language and the number of its file."""
        return [[one["language"], one["file"].pk] for one in value if one["file"]]

    def with_own(self, value: Any, data: Any) -> Any:
        # What came from wagtail-localize's own editor may be anything.
        own = {str(code): number for code, number in data} if isinstance(data, list) else {}
        kept = [one for one in self.get_prep_value(value) if one["value"]["language"] not in own]
        added = [
            {"type": "item", "id": f"own-{code}", "value": {"language": code, "file": number}}
            for code, number in own.items()
        ]
        return self.to_python([*kept, *added])
