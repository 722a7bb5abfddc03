"""Publishing many pages at once, templates among them."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from portal.legal.forms import IS_A_TEMPLATE, has_marks
from portal.legal.models import LegalPage


class PublishAllButTemplates(PublishBulkAction):
    """Wagtail's own, but it tells which texts stay drafts, and does not count them."""

    def prepare_action(self, objects: list[Page], *_without: Any) -> HttpResponse | None:
        """Take templates out of `objects`, and name them to the editor."""
        left_out = list(self._templates(objects))
        if left_out:
            edit = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in left_out]
            titles = [page.get_admin_display_title() for page in left_out]
            buttons = [messages.button(*each) for each in zip(edit, titles, strict=True)]
            messages.warning(self.request, IS_A_TEMPLATE, buttons=buttons)
        keys = {page.pk for page in left_out}
        chosen = keys & {page.pk for page in objects}
        self._below = len(keys - chosen)
        objects[:] = [page for page in objects if page.pk not in chosen]
        return None if objects else redirect(self.next_url)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        return super().get_success_message(num_parent_objects, num_child_objects - self._below)

    def _templates(self, objects: list[Page]) -> Iterator[LegalPage]:
        """Those that would be published: chosen, or drafts below what is chosen."""
        chosen = {page.pk for page in objects}
        below = self.cleaned_form.cleaned_data["include_descendants"]
        for page in LegalPage.objects.select_related("latest_revision"):
            is_below = below and not page.live and any(map(page.is_descendant_of, objects))
            if page.pk not in chosen and not is_below:
                continue
            text = page.get_latest_revision_as_object()
            if has_marks(text.title, text.body) and self.check_perm(page):
                yield page
