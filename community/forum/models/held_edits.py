"""New texts of posts that wait for a moderator. Everybody reads the earlier ones meanwhile."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from community.forum.models.posts import Post
from community.forum.models.threads import TITLE_LENGTH
from portal.text.markdown import render_markdown


class HeldEditQuerySet(models.QuerySet["HeldEdit"]):
    """Words for finding what waits."""

    def waiting(self) -> Self:
        """What a moderator has to look at, as it came: not of posts that are out of sight."""
        return self.filter(post__state=Post.State.VISIBLE).order_by("held_at", "pk")


class HeldEdit(models.Model):
    """What the author of a published post wants it to say; only author and moderators read it.

    `number` is the one that it has among the post's texts.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="held_edit")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField()
    held_at = models.DateTimeField(_("held"), default=timezone.now)

    objects = HeldEditQuerySet.as_manager()

    class Meta:
        verbose_name = _("new text that waits for a moderator")
        verbose_name_plural = _("new texts that wait for a moderator")

    def __str__(self) -> str:
        return f"{self.post_id}: {self.number}"

    @property
    def body_html(self) -> SafeString:
        """The text as it would be published."""
        return render_markdown(self.body)
