"""What a post said before: a row for each text that another took the place of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models.posts import Post
from community.forum.models.threads import TITLE_LENGTH
from portal.actors import Actor


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Words for reading what posts said before."""

    def visible_to(self, actor: Actor) -> Self:
        """What everybody could read once; moderators see what was held as well."""
        return self if actor.may("community.see_hidden") else self.filter(was_shown=True)


class Revision(models.Model):
    """An earlier text of a post. A post that is withdrawn leaves its last one here, to undo."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField()
    was_shown = models.BooleanField(help_text=_("Whether everybody could read it."))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="post_revisions"
    )
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier text of a post")
        verbose_name_plural = _("earlier texts of posts")
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_text_of_each_number"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.number}"
