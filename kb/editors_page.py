"""A page of ours in the editors' pages, where it is a view of a class."""

from typing import Any

from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class EditorsPage(WagtailAdminTemplateMixin):
    """Says at its head what it is. Wagtail's own mixin says no more than "Home" there."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]
