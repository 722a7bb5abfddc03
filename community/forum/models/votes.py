"""Votes: one for each member and answer, by a rule of the database."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.posts import Post


class PostVote(models.Model):
    """A member found an answer helpful. Without a voter: the member's account was erased."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="post_votes"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote on an answer")
        verbose_name_plural = _("votes on answers")
        constraints = [
            models.UniqueConstraint(fields=["post", "voter"], name="one_vote_for_each_member"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} → {self.post_id}"
