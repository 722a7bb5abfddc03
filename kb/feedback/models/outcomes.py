"""What whoever was told of a rewritten text says of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.feedback.models.versions import Version
from kb.feedback.models.votes import Vote


class Outcome(models.Model):
    """Whether a text helps now whom it had not helped; said once of each version."""

    class Said(models.TextChoices):
        """One of two."""

        BETTER = "better", pgettext_lazy("rewritten text", "better")
        STILL_NOT = "still_not", pgettext_lazy("rewritten text", "still does not help")

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="outcomes")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="outcomes")
    said = models.CharField(max_length=10, choices=Said.choices)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("word on a rewritten text")
        verbose_name_plural = _("words on rewritten texts")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "version"], name="kb_one_outcome_a_version"),
            models.CheckConstraint(
                condition=models.Q(said__in=["better", "still_not"]), name="kb_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}: {self.said}"
