"""Where an editor copies an article, in the place of Wagtail's own page for it.

Wagtail would ask for a new address and a new place, and copy the text into the same family.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from kb.copying import copy
from kb.editors_page import EditorsPage
from kb.models import HelpPage


class CopyForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the copy"), max_length=HelpPage._meta.get_field("title").max_length
    )


class CopyView(EditorsPage, FormView):  # type: ignore[type-arg]
    """Asks for a title, and leads to the copy. Raises PermissionDenied for who adds none there."""

    # Django's own also takes what is PUT for what is posted.
    http_method_names = ["get", "head", "post", "options"]
    page: HelpPage | None = None
    form_class = CopyForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Copy")
    header_icon = "copy"
    extra_context = {"submit_button_label": _("Copy")}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self._page.get_parent().permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied

    @property
    def _page(self) -> HelpPage:
        assert self.page is not None
        return self.page

    def get_page_subtitle(self) -> str:
        return str(self._page.get_admin_display_title())

    def get_initial(self) -> dict[str, Any]:
        return {"title": self._page.draft_title}

    def form_valid(self, form: CopyForm) -> HttpResponse:
        made = copy(self._page, title=form.cleaned_data["title"], by=self.request.user)
        messages.success(
            self.request, _("This copy is a separate article. Readers see it when you publish it.")
        )
        return redirect("wagtailadmin_pages:edit", made.pk)
