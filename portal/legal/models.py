"""The pages that say how the site treats its readers; editors write them, one in each language.

`manage.py deploy` makes them as drafts with a text to adapt. What a page is decides its address.
"""

import logging
import uuid
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision

from kb.blocks import BODY
from kb.models.addresses import OwnAddress
from kb.models.pages import TitlePanel
from kb.models.translating import InTheTree
from kb.querysets import ReadableQuerySet
from kb.reading import ResolvedText
from portal import locales
from portal.legal.forms import LegalPageForm, has_marks, refuse_marks

logger = logging.getLogger(__name__)

_BLOCKS = ("text", "steps", "note", "warning")


class LegalKind(models.TextChoices):
    """Which of them a page is: the last part of its address."""

    PRIVACY = "privacy", _("Privacy")
    TERMS = "terms", _("Terms of use")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class LegalPage(InTheTree, OwnAddress, Page):
    """One of them in one language. A language has each once: they share a translation key."""

    kind = models.CharField(max_length=20, choices=LegalKind.choices, editable=False)
    body = StreamField([one for one in BODY if one[0] in _BLOCKS], verbose_name=_("text"))

    base_form_class = LegalPageForm
    content_panels = [TitlePanel("title"), FieldPanel("body")]
    promote_panels: ClassVar[list[Panel]] = []
    # `deploy` makes them; nobody does by hand.
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    template = "legal/page.html"

    objects = PageManager.from_queryset(ReadableQuerySet)()

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in LegalKind]),
                name="legal_page_kind_is_known",
            ),
        ]

    def clean(self) -> None:
        """However it is saved, no text that nobody has adapted is live."""
        super().clean()
        if self.live:
            refuse_marks(self.title, self.body)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Leave a template as it is, whoever would publish it: what goes live beside it does."""
        asked = revision.as_object()
        if has_marks(asked.title, asked.body):
            logger.warning("Not published, since it is a template: legal page %s", self.pk)
            # Else a schedule would ask for it again each minute.
            self.revisions.update(approved_go_live_at=None)
            return
        super().publish(revision, *args, **kwargs)

    def _set_core_field_defaults(self) -> None:
        # Wagtail calls this before each validation, full or minimal.
        self.slug = self.kind
        self.translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"legal/{self.kind}")
        super()._set_core_field_defaults()

    def own_address(self) -> str:
        return reverse(f"legal:{self.kind}")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For a preview, which shows a page as its own readers would see it."""
        code = locales.nearest(self.locale.language_code)
        text = ResolvedText(page=self, reader_locale=code, text_locale=code)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"reading": text}


def address_of(kind: str, code: str) -> str:
    """The address of a kind of page in a language."""
    with translation.override(code):
        return reverse(f"legal:{kind}")
