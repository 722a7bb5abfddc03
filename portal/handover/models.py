"""The requests that were sent, and the conversation that each becomes."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import clock

# Without the characters that are mistaken for one another when read aloud or copied.
_REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
FOLDER = "requests"
"""Where the files lie, within the storage."""
SILENCE = timedelta(days=7)
"""Who says nothing for so long after one answer has been helped by it."""
IN_TIME = Q(answered_at__lte=models.F("promised_by"))
"""Of a request that was promised an answer: it came by then. The one definition."""


def draw_reference() -> str:
    """A number to quote in a conversation; it gives access to nothing."""
    drawn = "".join(secrets.choice(_REFERENCE_ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def draw_name(_attachment: "Attachment", _name: str) -> str:
    """Where a file lies: outside of what web servers hand out, under a name nobody can guess."""
    return f"{FOLDER}/{uuid.uuid4()}"


class RequestState(models.TextChoices):
    """How far a request is, as far as anybody has said."""

    RECEIVED = "received", _("Received")
    ANSWERED = "answered", _("Answered")
    SOLVED = "solved", _("Solved")


class Confirmation(models.TextChoices):
    """What the customer said when asked whether it is solved."""

    UNKNOWN = ""
    YES = "yes"
    NO = "no"


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    """Words for reading requests."""

    def sent_between(self, start: datetime, end: datetime) -> Self:
        """Sent from `start` up to, and without, `end`."""
        return self.filter(created_at__gte=start, created_at__lt=end)

    def answered(self) -> Self:
        """Those of which somebody said that they were answered, then or since."""
        return self.filter(answered_at__isnull=False)

    def provisional(self, at: datetime) -> Self:
        """Solved by one answer so lately that it is too early to say whether that was enough."""
        return self.filter(
            state=RequestState.SOLVED,
            answers=1,
            outcome=Confirmation.UNKNOWN,
            solved_at__gt=at - SILENCE,
        )

    def due(self, at: datetime) -> Self:
        """Those for which a time was promised that has come."""
        return self.filter(promised_by__lte=at)

    def in_time(self) -> Self:
        """Known to have been answered by the time that was promised."""
        return self.filter(IN_TIME)

    def with_promise_kept(self) -> Self:
        """Each with `is_in_time`: the same; null where nobody has said that it was answered."""
        kept = models.ExpressionWrapper(IN_TIME, models.BooleanField(null=True))
        return self.annotate(is_in_time=kept)

    def of_readers(self, market: str, locale: str) -> Self:
        """Those in a language, and from a market if one was chosen."""
        found = self.filter(locale=locale)
        return found.filter(market=market) if market else found

    def rated(self) -> Self:
        return self.filter(rating__isnull=False)

    def to_be_asked(self, at: datetime) -> Self:
        """Those whose customers are to be asked now whether it is solved."""
        hours = timedelta(hours=settings.ASK_AFTER_HOURS)
        has_come = Q(ask_at__isnull=False) & clock.has_come("ask_at", at, hours)
        return self.filter(has_come, asked_at=None).exclude(state=RequestState.RECEIVED)


class ContactRequest(models.Model):
    """A request for help as it was sent, with what the reader let go along, and how it went."""

    reference = models.CharField(max_length=9, unique=True, default=draw_reference)
    # Made of the form's id with our key: the same form sent twice is one request.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    locale = models.CharField(max_length=12)
    market = models.CharField(max_length=20, blank=True, db_default="")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    email = models.EmailField(_("e-mail address"))
    topic = models.CharField(_("topic"), max_length=255, blank=True)
    message = models.TextField(_("message"))
    product = models.CharField(_("product"), max_length=200, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    # What the reader searched and read, as they saw and left it: [{"kind", "id", "title"}].
    trail = models.JSONField(_("trail"), default=list, blank=True)

    # The Message-IDs of its first two mails, which later ones answer; empty if none went.
    support_mail = models.CharField(max_length=255, blank=True, db_default="")
    receipt_mail = models.CharField(max_length=255, blank=True, db_default="")
    # When an answer was promised for; nothing is promised where no hours are known.
    promised_by = models.DateTimeField(null=True, blank=True)

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RequestState,
        default=RequestState.RECEIVED,
        db_default="received",
    )
    # The first answer that was told of, and how many were: each after the customer had waited.
    answered_at = models.DateTimeField(null=True, blank=True)
    answers = models.PositiveSmallIntegerField(default=0, db_default=0)
    # How long the support worked until that first answer; null where no hours were known.
    answered_within = models.DurationField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    solved_article = models.ForeignKey(
        "kb.Family", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When the customer is to be asked whether it is solved; they are asked once.
    ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=3, choices=Confirmation, blank=True, default="", db_default=""
    )
    outcome_at = models.DateTimeField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=60, blank=True, db_default="")

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact request")
        verbose_name_plural = _("contact requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", solved_at=None)
                | Q(state="answered", answered_at__isnull=False, solved_at=None)
                | Q(state="solved", solved_at__isnull=False),
                name="handover_state_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(solved_article=None) | Q(state="solved"),
                name="handover_article_solved_it",
            ),
            models.CheckConstraint(
                condition=Q(answers=0, answered_at=None)
                | Q(answers__gt=0, answered_at__isnull=False),
                name="handover_answers_have_a_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None)
                | Q(outcome__in=["yes", "no"], outcome_at__isnull=False),
                name="handover_outcome_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
                name="handover_rating_is_1_to_5",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="handover_request_created"),
            models.Index(
                fields=["ask_at"],
                condition=Q(ask_at__isnull=False, asked_at=None),
                name="handover_request_ask",
            ),
            # What came to pass on a day.
            *(
                models.Index(
                    fields=[name],
                    condition=Q((f"{name}__isnull", False)),
                    name=f"handover_{name}",
                )
                for name in ("answered_at", "promised_by", "solved_at", "rated_at")
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def waits(self) -> bool:
        """Whether the customer waits for an answer, as far as anybody has said."""
        return self.state == RequestState.RECEIVED

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer has said that it is solved."""
        return self.state == RequestState.SOLVED and self.outcome == Confirmation.YES


class Event(models.Model):
    """What happened after a request was sent: a further message, or a change of its state."""

    class Kind(models.TextChoices):
        MESSAGE = "message"
        ANSWERED = "answered"
        SOLVED = "solved"
        # By the customer, as the next one is.
        CONFIRMED = "confirmed"
        REOPENED = "reopened"

    request = models.ForeignKey(ContactRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    # Of a message: made of its form and its text, so that a doubled click adds one.
    key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta:
        verbose_name = _("event of a request")
        verbose_name_plural = _("events of requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="message", key__isnull=False)
                | Q(
                    kind__in=["answered", "solved", "confirmed", "reopened"],
                    text="",
                    key__isnull=True,
                ),
                name="handover_event_is_message_or_act",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="handover_event_at")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"


class Attachment(models.Model):
    """A file that came with a request, or with a further message; checked, and written anew."""

    request = models.ForeignKey(
        ContactRequest, on_delete=models.CASCADE, related_name="attachments"
    )
    event = models.ForeignKey(
        Event, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    at = models.DateTimeField()
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=draw_name, max_length=100)

    class Meta:
        verbose_name = _("file of a request")
        verbose_name_plural = _("files of requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type__in=["image/jpeg", "image/png", "application/pdf"]),
                name="handover_file_is_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.content_type}"

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")
