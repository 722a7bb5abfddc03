"""How a text does, beside its form."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from wagtail.admin.panels import Panel

from portal import actors
from portal.gaps.models import TextFigures


class TextPanel(Panel):
    """For each language with enough readers: who wrote all the same, and what was typed next.

    What readers typed is shown to who may see the query log.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "gaps/text.html"

        class Media:
            css: ClassVar = {"all": ["search/tuning.css", "gaps/gaps.css"]}

        def is_shown(self) -> bool:
            return bool(self.rows)

        @cached_property
        def rows(self) -> Sequence[TextFigures]:
            """The languages, most readers first; none of a text that is new."""
            slug = self.instance.family.slug if self.instance.pk else ""
            return list(TextFigures.objects.filter(family=slug)) if slug else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            by_share = sorted(self.rows, key=lambda row: (-row.wrote / row.read, row.locale))
            actor = actors.on_behalf_of(self.request.user)
            return context | {
                "rows": self.rows,
                "worst": by_share[0],
                "best": by_share[-1] if len(by_share) > 1 else None,
                "words_of": actor.languages_of("search.see_log"),
            }
