"""Where people stop, beside the form of a text that has fixes."""

from functools import cached_property
from typing import Any, ClassVar

from wagtail.admin.panels import Panel

from kb.reading import trying
from portal.effort.fixes import reading


class FixesPanel(Panel):
    """For each fix: shown, worked, did not, cannot, stopped; of all readers and by language."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "effort/fixes/panel.html"

        class Media:
            css: ClassVar = {"all": ["search/tuning.css", "gaps/gaps.css"]}

        def is_shown(self) -> bool:
            return bool(self.fixes)

        @cached_property
        def fixes(self) -> list[trying.Fix]:
            """Those of the text as it is in the form; none of a text that is new."""
            return trying.in_text(self.instance.body) if self.instance.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            told = reading.told(self.instance.family.slug, self.fixes)
            return context | {"told": told, "days": reading.DAYS}
