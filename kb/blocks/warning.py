"""A warning: something that goes wrong for those who do not know it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kb.blocks.boxes import Aside, AsideKind, BoxBlock


class WarningBlock(BoxBlock):
    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "kb/blocks/warning.html"


@dataclass(frozen=True, slots=True)
class WarningBox(Aside):
    name = "warning"


class WarningKind(AsideKind[WarningBox]):
    name = "warning"
    place = 40
    node = WarningBox
    stands_alone = True
    block = WarningBlock
    # What other systems call it.
    boxes = (
        *("warning", "caution", "danger", "attention", "error", "failure", "fail", "bug"),
        *("alert", "critical", "security", "deprecated"),
    )


KIND = WarningKind()
