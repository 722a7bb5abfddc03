"""Where somebody gives an article that has been published another id."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from kb import identifiers, renaming
from kb.editors_page import EditorsPage
from kb.models import HelpPage
from portal import actors


class IdForm(forms.Form):
    """Another id, and that all that follows from it is wanted."""

    slug = forms.CharField(
        label=_("Id"),
        max_length=identifiers.MAX_LENGTH,
        help_text=_(
            "Addresses in every language change with it, and so do the names of exported files. "
            "Old addresses, links and files still lead to this article, and its figures stay "
            "together. No other article can ever have the old id."
        ),
    )
    confirmed = forms.BooleanField(
        label=_("Change the id in every language"),
        error_messages={"required": _("Confirm that you want to change the id.")},
    )


class ChangeIdView(EditorsPage, FormView):  # type: ignore[type-arg]
    """Raises PermissionDenied for who may not, and Http404 for what nobody has read yet."""

    # Django's own also takes what is PUT for what is posted.
    http_method_names = ["get", "head", "post", "options"]
    page: HelpPage
    form_class = IdForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Change the id")
    header_icon = "link"
    extra_context = {"submit_button_label": _("Change the id")}

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(HelpPage.objects.select_related("family"), pk=page_id)
        if not actors.of(request).may("help.change_id", self.page.family):
            raise PermissionDenied
        if self.page.family.first_published_at is None:
            raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_initial(self) -> dict[str, Any]:
        return {"slug": self.page.family.slug}

    def form_valid(self, form: IdForm) -> HttpResponse:
        try:
            renaming.rename(self.page.family, form.cleaned_data["slug"])
        except ValidationError as error:
            form.add_error("slug", error.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("The id is changed. Old addresses lead to the new one."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
