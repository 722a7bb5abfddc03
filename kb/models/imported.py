"""What the import remembers of a page, to tell unchanged, changed and edited since apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.models.pages import HelpPage

_DIGITS = 64


def state_of(digest: str, standing: str) -> str:
    """What is remembered of a page: its digest, cut where it must say how the page went in."""
    return digest if standing == "live" else f"{standing}:{digest}"[:_DIGITS]


class Imported(models.Model):
    """The state in which the import left a page."""

    page = models.OneToOneField(
        HelpPage, on_delete=models.CASCADE, primary_key=True, related_name="imported"
    )
    digest = models.CharField(_("digest of the text"), max_length=_DIGITS)
    facts = models.CharField(
        _("digest of what the family shares"),
        max_length=64,
        blank=True,
        help_text=_("Kept on the page that decides it."),
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self) -> str:
        return f"{self.page_id}"

    @property
    def is_live(self) -> bool:
        """Whether the import left it published."""
        return not self.digest.startswith(state_of("", "draft"))
