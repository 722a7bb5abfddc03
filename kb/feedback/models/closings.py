"""What was done about a reader's comment."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.feedback.models.votes import Vote

LONGEST_ANSWER = 2_000


class Closing(models.Model):
    """Somebody has dealt with a comment: with words to who wrote it, or (`answer` is "") without.

    A comment without one is open.
    """

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="closing")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(db_index=True)
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment that was dealt with")
        verbose_name_plural = _("comments that were dealt with")
        default_permissions = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.vote_id}: {'answered' if self.answer else 'closed'}"
