"""What Wagtail must not do with these pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from portal.legal.bulk import PublishAllButTemplates
from portal.legal.models import LegalPage


@hooks.register("before_copy_page")
def refuse_to_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Its address would be that of the first."""
    if not isinstance(page.specific, LegalPage):
        return None
    messages.warning(request, _("A language has one such page. It cannot be copied."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", PublishAllButTemplates, order=1)
