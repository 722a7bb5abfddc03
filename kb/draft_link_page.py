"""Where an editor gets a link to a draft, to send it to somebody without an account."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from kb import draft_links
from kb.editors_page import EditorsPage
from kb.models import HelpPage

NAME = "kb_draft_link"


class DraftLinkView(EditorsPage, TemplateView):
    """A new link each time. Raises PermissionDenied for who may not change the page."""

    page: HelpPage
    template_name = "kb/draft_link.html"
    page_title = _("Link to the draft")
    header_icon = "link"

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(HelpPage, pk=page_id)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = draft_links.address(self.page)
        context: dict[str, Any] = super().get_context_data(link=link, page=self.page, **kwargs)
        return context
