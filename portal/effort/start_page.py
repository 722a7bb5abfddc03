"""The report's headlines, on the start page of the editors."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wagtail.admin.ui.components import Component

from portal import actors
from portal.effort import periods, report

SHOWN = ("requests", "helpful", "search_weak")


class HeadlinesPanel(Component):
    """A few figures of the days that have closed of late, for who may see the report."""

    order = 60
    template_name = "effort/start_page.html"

    class Media:
        css: ClassVar = {"all": ["effort/report.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        actor = actors.of((parent_context or {})["request"])
        scope = periods.usual(actor.languages_of("report.see"))
        days = (scope.last - scope.first).days + 1
        glance = report.at_a_glance(SHOWN, days, scope.languages)
        return {"glance": glance, "query": f"first={glance.first}&last={glance.last}"}
