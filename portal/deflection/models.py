"""Attempts and what they were shown. An outcome belongs to its attempt, not to a visit."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.journal.models import UNCOUNTED, Visit

OUTCOME_WINDOW = timedelta(hours=24)
"""What happens later than this after an attempt began no longer belongs to it."""


class Outcome(models.TextChoices):
    """How an attempt ended."""

    OPEN = "", _("nothing said")
    SOLVED = "solved", _("solved")
    SENT = "sent", _("sent")


class WentOn(models.TextChoices):
    """How somebody went on elsewhere after an attempt to reach the support.

    By another form, to which the attempt was carried; by another request of its visit on the same
    day, which people behind one address may share; or by telephone, chat or the like.
    """

    NOT = "", _("not that we know")
    FORM = "form", _("by another form")
    VISIT = "visit", _("by a request of its visit")
    WAY = "way", _("by another way")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Words for reading attempts."""

    def kept(self) -> "AttemptQuerySet":
        """All but the withdrawn."""
        return self.filter(withdrawn_at=None)

    def counted(self) -> "AttemptQuerySet":
        """Those that are in the report's rates: kept, and within their network's share."""
        return self.kept().filter(uncounted="")

    def contacts(self) -> "AttemptQuerySet":
        """Those to reach the support."""
        return self.filter(kind=Attempt.Kind.CONTACT)

    def begun_between(self, start: datetime, end: datetime) -> "AttemptQuerySet":
        """Begun from `start` up to, and without, `end`."""
        return self.filter(started_at__gte=start, started_at__lt=end)

    def running(self, at: datetime) -> "AttemptQuerySet":
        """Those to which what happens at this moment still belongs."""
        return self.kept().filter(
            started_at__gte=at - OUTCOME_WINDOW, started_at__lte=at + clock.SKEW
        )


class Attempt(models.Model):
    """Somebody chose a topic, or typed at least three characters, to write to somebody.

    Its id is the signed key of the form. Readers who are not followed leave none; who asks midway
    not to be followed withdraws it: it then says nothing but that it was there.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact request")
        QUESTION = "question", _("Question to the community")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")
    reader_locale = models.CharField(max_length=12)
    market = models.CharField(max_length=20, blank=True)
    topic = models.CharField(max_length=255, blank=True)
    product = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField()
    saw_suggestions = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    outcome_at = models.DateTimeField(null=True)
    solved_by = models.ForeignKey(
        "ShownSuggestion", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What its visit did is written down when its day closes.
    went_on = models.CharField(
        max_length=10, choices=WentOn, blank=True, default=WentOn.NOT, db_default=""
    )
    withdrawn_at = models.DateTimeField(null=True)
    # Why it is in no rate though it was not withdrawn; see portal.journal.shares.
    uncounted = models.CharField(
        max_length=10, choices=UNCOUNTED, blank=True, default="", db_default=""
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["contact", "question"]),
                name="deflection_attempt_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", outcome_at=None)
                | models.Q(outcome__in=["solved", "sent"], outcome_at__isnull=False),
                name="deflection_outcome_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(went_on__in=["", "form", "visit", "way"]),
                name="deflection_went_on_is_known",
            ),
        ]
        indexes = [models.Index(fields=["started_at", "kind"], name="deflection_attempt_by_time")]

    def __str__(self) -> str:
        return str(self.pk)


class ShownSuggestion(models.Model):
    """A text as it was suggested to an attempt for the first time; it cannot be found out later.

    `rank` counts from 1; `fits` says whether it was above the floor; `engine` is who found it.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="shown")
    item_kind = models.CharField(max_length=20)
    # The family's id, or the number of a thread.
    item = models.CharField(max_length=255)
    text_locale = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    rank = models.PositiveSmallIntegerField()
    engine = models.CharField(max_length=20)
    fits = models.BooleanField()
    shown_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("shown suggestion")
        verbose_name_plural = _("shown suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item_kind", "item"], name="deflection_shown_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_kind}:{self.item}"
