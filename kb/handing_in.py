"""How an author hands in an article, in the words of the house.

Wagtail names the workflow that it comes with, in English, whatever the editor's language.
"""

from typing import Any

from django.utils.translation import gettext
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class AskForReview(SubmitForModerationMenuItem):
    """Wagtail's own item, and said as at the translators' desk."""

    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        context["label"] = gettext("Ask for a review")
        return context
