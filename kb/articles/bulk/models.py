"""An act on many articles: a row for each of them, so that none is lost or done twice."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kb.models.families import Family
from portal.jobs.rows import DueRow


class ActQuerySet(models.QuerySet["Act"]):
    """The words other code reads acts with."""

    def with_progress(self, at: datetime | None = None) -> Self:
        """Each with how many of its articles are through (`done`), and of how many (`of`).

        What failed each time is through as well, once nobody tries it any more.
        """
        dead = Piece.objects.dead(at).filter(act=OuterRef("pk")).order_by().values("act")
        finished = Count("pieces", filter=Q(pieces__finished_at__isnull=False))
        given_up = Subquery(dead.annotate(n=Count("pk")).values("n"))
        return self.annotate(done=finished + Coalesce(given_up, 0), of=Count("pieces"))

    def under_way(self) -> Self:
        """Those of which an article is still to come, the oldest first."""
        to_come = Piece.objects.unfinished().filter(
            act=OuterRef("pk"), attempts__lt=Piece.max_attempts
        )
        return self.filter(Exists(to_come)).order_by("begun_at", "pk")


class Act(models.Model):
    """What somebody does to articles, and with which choice."""

    verb = models.CharField(_("act"), max_length=20)
    choice = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("by")
    )
    begun_at = models.DateTimeField(_("begun"))

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act on many articles")
        verbose_name_plural = _("acts on many articles")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["begun_at"], name="kb_act_begun")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"

    def progress(self) -> tuple[int, int]:
        """How many articles are through, and of how many; what failed for good is through."""
        told: Any = type(self).objects.with_progress().get(pk=self.pk)
        return told.done, told.of


class Piece(DueRow):
    """One article of an act; `outcome` says by language what was done, or why it was not."""

    max_attempts: ClassVar[int] = 3

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="pieces")
    family = models.ForeignKey(
        Family, on_delete=models.CASCADE, related_name="+", verbose_name=_("article family")
    )
    # Pairs of a language ("" for all) and a reason, "" for what was done.
    outcome: Any = models.JSONField(default=list)

    class Meta(DueRow.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(finished_at__isnull=True),
                name="kb_piece_due",
            ),
        ]
        verbose_name = _("article of an act")
        verbose_name_plural = _("articles of an act")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.act_id}: {self.family_id}"
