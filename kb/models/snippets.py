"""Snippets: texts that are read in others alone, and which texts show them.

A snippet is a family like any other, so it is written, translated, reviewed and brought in and
out as articles are; see docs/adr/0033-a-snippet-is-a-family.md.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from kb import identifiers
from kb.blocks import BODY, snippet
from kb.kinds import Kind
from kb.models.forms import HelpPageForm
from kb.models.pages import LOOKED_AFTER, HelpPage, TitlePanel

_BODY = StreamField(
    [one for one in BODY if one[0] != snippet.NAME], blank=True, verbose_name=_("text")
)


class SnippetForm(HelpPageForm):
    """As any text's, but no other snippet can be chosen for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"] = _BODY.formfield()


class SnippetPage(HelpPage):
    """A text that others show; nobody reads it by itself. Its title is for editors."""

    kinds = (Kind.SNIPPET,)
    is_creatable = True
    is_restricted = False
    base_form_class = SnippetForm
    parent_page_types = ["kb.SnippetIndexPage"]
    page_description = _("A text that is written once and shown in many articles")
    content_panels = [
        TitlePanel("title", help_text=_("What editors find it by. Readers never see it.")),
        FieldPanel("body"),
        LOOKED_AFTER,
    ]
    promote_panels = [
        MultiFieldPanel([FieldPanel("family_slug")], _("Id")),
        FieldPanel("by_hand"),
    ]

    class Meta:
        verbose_name = _("snippet")
        verbose_name_plural = _("snippets")

    def clean(self) -> None:
        super().clean()
        if snippet.held(self.body.raw_data):
            raise ValidationError({"body": _("A snippet cannot hold another snippet.")})

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """It has no address: readers meet it in articles."""


class SnippetUse(models.Model):
    """That a text shows a snippet, as readers have it or as it is drafted.

    Written in the transaction that saves the text; the snippet is named as the text names it.
    """

    page = models.ForeignKey(HelpPage, on_delete=models.CASCADE, related_name="snippet_uses")
    slug = models.CharField(_("id"), max_length=identifiers.MAX_LENGTH, db_index=True)

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use of a snippet")
        verbose_name_plural = _("uses of snippets")
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "slug"], name="kb_snippet_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.slug}"
