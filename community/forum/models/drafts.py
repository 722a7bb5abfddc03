"""Posts on their way: what was typed before it could be posted.

A draft is found by a random token in its writer's own session, or by its owner's account; by
nothing else.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.threads import TITLE_LENGTH, Thread


class Draft(models.Model):
    """What was typed and not posted: a question, or (with a thread) an answer."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="drafts"
    )
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="drafts")
    idempotency_key = models.UUIDField(default=uuid.uuid4, help_text=_("The form it came from."))
    category = models.CharField(max_length=60, blank=True)
    locale = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField(blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "thread"],
                condition=models.Q(thread__isnull=False),
                name="one_draft_of_an_answer",
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(thread__isnull=True),
                name="one_draft_of_a_question",
            ),
        ]
        indexes = [models.Index(fields=["updated_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return self.title or str(self.pk)
