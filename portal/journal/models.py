"""Visits, steps and the daily totals of readers who asked not to be followed.

Nothing here names a person: a visit's key is a hash under a salt that lives for one day and is
deleted within 48 hours, after which no key can be tied to an address any more.
"""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.journal.shares import Exclusion


class StepKind(models.TextChoices):
    """Everything that counts as one thing done."""

    READ = "read", _("read an article")
    READ_THREAD = "read_thread", _("read a thread")
    SEARCH = "search", _("searched")
    CLICK = "click", _("opened a search result")
    VOTE = "vote", _("said whether it helped")
    CONTACT_OPENED = "contact_opened", _("opened the contact form")
    CONTACT_STARTED = "contact_started", _("began a request")
    SUGGESTED = "suggested", _("saw suggestions")
    SUGGESTION_OPENED = "suggestion_opened", _("opened a suggestion")
    SOLVED = "solved", _("said “this solved it”")
    CONTACT_SENT = "contact_sent", _("sent a request")
    WAY_TAKEN = "way_taken", _("called, chatted or took another way")
    ASK_STARTED = "ask_started", _("began a question")
    ASK_SUGGESTED = "ask_suggested", _("saw suggestions for a question")
    ASK_SOLVED = "ask_solved", _("said “this answers it”")
    ASKED = "asked", _("asked the community")
    FIX_SHOWN = "fix_shown", _("was shown the next fix")
    FIX_WORKED = "fix_worked", _("said that a fix worked")
    FIX_FAILED = "fix_failed", _("said that a fix did not work")
    FIX_CANNOT = "fix_cannot", _("could not try a fix")


OF_FIXES = frozenset(
    {StepKind.FIX_SHOWN, StepKind.FIX_WORKED, StepKind.FIX_FAILED, StepKind.FIX_CANNOT}
)
"""Steps about one fix of a text. Of closed days sums are kept of them, and nothing else."""


UNCOUNTED = [
    (Exclusion.SHARE.value, _("beyond its network’s share")),
    (Exclusion.AGAIN.value, _("the same again")),
]


class DaySalt(models.Model):
    """The secret that day's visit keys are made with."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("salt of a day")
        verbose_name_plural = _("salts of days")

    def __str__(self) -> str:
        return str(self.day)


class Visit(models.Model):
    """The steps of one pseudonymous key on one day of the reporting time zone."""

    day = models.DateField()
    key = models.CharField(max_length=32)
    # Emptied when the day closes; empty from the beginning where it is many people.
    network = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(fields=["day", "key"], name="journal_one_visit_a_day_and_key")
        ]
        indexes = [
            models.Index(
                fields=["day", "network"],
                condition=~models.Q(network=""),
                name="journal_visit_network",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.key[:6]}"


class StepQuerySet(models.QuerySet["Step"]):
    """The words other code reads steps with."""

    def counted(self) -> "StepQuerySet":
        """Those that are in rates and rankings: no doubled ones, none beyond a network's share."""
        return self.filter(uncounted="")

    def between(self, start: datetime, end: datetime) -> "StepQuerySet":
        """Steps from `start` up to, and without, `end`."""
        return self.filter(at__gte=start, at__lt=end)


class Step(models.Model):
    """One thing done, on what, in which language."""

    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="steps")
    day = models.DateField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=StepKind)
    reader_locale = models.CharField(max_length=12)
    text_locale = models.CharField(max_length=12, blank=True)
    family = models.CharField(max_length=255, blank=True)
    item_kind = models.CharField(max_length=20, blank=True)
    # Which fix of the text it is about, or was read with; emptied when the day closes.
    part = models.CharField(max_length=36, blank=True, default="", db_default="")
    product = models.CharField(max_length=100, blank=True)
    market = models.CharField(max_length=20, blank=True)
    is_fallback = models.BooleanField(default=False)
    is_outdated = models.BooleanField(default=False)
    # Masked when written, emptied after 90 days; the subject stays to tell one from another.
    query = models.CharField(max_length=200, blank=True)
    # What the step was about, as a hash under the day's salt: equal within a visit, else nothing.
    subject = models.CharField(max_length=16, blank=True)
    weak = models.BooleanField(null=True)
    # What a vote said.
    helpful = models.BooleanField(null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    # The key of the attempt it belongs to (portal.deflection).
    attempt = models.UUIDField(null=True)
    # Why it is in no rate; see portal.journal.shares.
    uncounted = models.CharField(
        max_length=10, choices=UNCOUNTED, blank=True, default="", db_default=""
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = [
            models.Index(fields=["day", "kind"], name="journal_step_day_kind"),
            models.Index(fields=["visit", "kind", "at"], name="journal_step_visit"),
            # Those whose words have yet to be forgotten.
            models.Index(fields=["day"], condition=~models.Q(query=""), name="journal_step_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class DailyTotal(models.Model):
    """How often something was done by readers who sent Do-Not-Track or GPC; in no rate."""

    day = models.DateField()
    kind = models.CharField(max_length=20, choices=StepKind)
    locale = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("daily total")
        verbose_name_plural = _("daily totals")
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "locale"], name="journal_one_total")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.locale}: {self.count}"


class BeyondShare(models.Model):
    """How much was answered and not counted, since it lay beyond its network's share.

    While the day is open: what came when the network's rows were full. Once it is closed: all
    that was left out, of no network any more.
    """

    day = models.DateField()
    network = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=20, choices=StepKind)
    locale = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number left out")
        verbose_name_plural = _("numbers left out")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "network", "kind", "locale"], name="journal_one_number_left_out"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.locale}: {self.count}"
