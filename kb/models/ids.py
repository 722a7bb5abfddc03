"""The ids that lead to a family: the one it has, and those under which it was published before.

An id is one family's for ever, so all stand in one table: the database lets nobody have it twice.
"""

from typing import ClassVar

from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from kb import identifiers

renamed = Signal()
"""`family` has an id that is not `old` any more, in the transaction in which that happened.

Sent for families that have been published: under other ids nobody has read.
"""


class FamilyId(models.Model):
    """An id that a family has, or had when it was read under it."""

    slug = models.CharField(_("id"), max_length=identifiers.MAX_LENGTH, primary_key=True)
    family = models.ForeignKey("kb.Family", on_delete=models.CASCADE, related_name="ids")

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("id of an article")
        verbose_name_plural = _("ids of articles")
        default_permissions: ClassVar = ()
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


def present_id(slug: str) -> str | None:
    """What the family is called now that had this id before; None if it has it, or none had."""
    if not identifiers.is_id(slug):
        return None
    former = FamilyId.objects.filter(slug=slug).exclude(family__slug=slug)
    return former.values_list("family__slug", flat=True).first()


def present_ids() -> dict[str, str]:
    """What families are called now, by each id that they had before; one query."""
    former = FamilyId.objects.exclude(slug=models.F("family__slug"))
    return dict(former.values_list("slug", "family__slug"))
