"""A note: something good to know."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kb.blocks.boxes import Aside, AsideKind, BoxBlock


class NoteBlock(BoxBlock):
    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "kb/blocks/note.html"


@dataclass(frozen=True, slots=True)
class NoteBox(Aside):
    name = "note"


class NoteKind(AsideKind[NoteBox]):
    name = "note"
    place = 30
    node = NoteBox
    stands_alone = True
    block = NoteBlock
    # What other systems call it.
    boxes = (
        *("note", "info", "information", "tip", "hint", "important", "seealso", "see-also"),
        *("success", "question", "faq", "help", "abstract", "summary", "tldr", "example", "quote"),
        *("cite", "check", "done", "todo", "details", "callout", "admonition", "secondary"),
        "default",
    )


KIND = NoteKind()
