"""What waits for somebody, on the start page of the editors."""

from collections.abc import Mapping, Sequence
from typing import Any

from wagtail.admin.ui.components import Component

from portal.to_dos import ToDo


class ToDoPanel(Component):
    """The to-dos of one person, above what Wagtail shows."""

    order = 50
    template_name = "home/to_dos.html"

    def __init__(self, to_dos: Sequence[ToDo]) -> None:
        self.to_dos = to_dos

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"to_dos": self.to_dos}
