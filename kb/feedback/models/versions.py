"""The versions of a text: each is what readers had until a publishing changed it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """A text as readers have it from some moment on. Each page counts its own from 1.

    `revision` is the number of the revision it was published by. Revisions go when they are old,
    and this stays: so it is no relation.
    """

    page = models.ForeignKey("kb.HelpPage", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveBigIntegerField()
    published_at = models.DateTimeField(_("published at"))
    # Of the text; "" where it was published before versions were counted.
    checksum = models.CharField(max_length=32, blank=True)
    # Whether those who wait for another text are told: it says something else, or an editor
    # says that it answers them.
    is_rewrite = models.BooleanField(_("says something else than before"))

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        default_permissions = ()
        ordering: ClassVar = ["page", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="kb_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"
