"""Where texts and files were found in a help centre that has been moved in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from kb.models.families import Family


class OldAddress(models.Model):
    """What a number of the other help centre is, here: a family in all languages, or a file."""

    class Kind(models.TextChoices):
        """What it is there, as its addresses say it."""

        ARTICLE = "articles", _("Article")
        SECTION = "sections", _("Section")
        CATEGORY = "categories", _("Category")
        FILE = "article_attachments", _("File")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    key = models.CharField(_("number"), max_length=40)
    family = models.ForeignKey(
        Family, null=True, on_delete=models.CASCADE, related_name="old_addresses"
    )
    document = models.ForeignKey(
        get_document_model_string(), null=True, on_delete=models.CASCADE, related_name="+"
    )

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key"], name="kb_old_address_is_one"),
            models.CheckConstraint(
                condition=models.Q(family=None, document__isnull=False)
                | models.Q(family__isnull=False, document=None),
                name="kb_old_address_leads_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"
