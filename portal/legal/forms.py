"""The editor's form: says what is left to adapt before a page is published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

MARK = "⟦"
"""Begins what only the owner can say; the starter texts have one in each such place."""


IS_A_TEMPLATE = _(
    "This text is a template. Replace the parts between ⟦ and ⟧ with your own "
    "details, or remove them. Then you can publish it."
)


def has_marks(title: str, body: Any) -> bool:
    """Whether a text has places that its owner has not adapted."""
    return MARK in title or bool(body and MARK in str(list(body.raw_data)))


def refuse_marks(title: str, body: Any) -> None:
    """Raise ValidationError while a text has such places."""
    if has_marks(title, body):
        raise ValidationError({"body": IS_A_TEMPLATE})


class LegalPageForm(WagtailAdminPageForm):
    """Drafts may have anything in them."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" in self.data or "action-submit" in self.data:
            try:
                refuse_marks(cleaned.get("title", ""), cleaned.get("body"))
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned
