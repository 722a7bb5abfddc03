"""Contact starts, whose outcome the report counts, and the requests that were sent."""

import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.journal.models import Visit

OUTCOME_WINDOW = timedelta(hours=24)
"""What happens later than this after a start no longer belongs to it."""

# Without the characters that are mistaken for one another when read aloud or copied.
_REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def draw_reference() -> str:
    """A number to quote in a conversation; it gives access to nothing."""
    drawn = "".join(secrets.choice(_REFERENCE_ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class Outcome(models.TextChoices):
    """How a contact start ended."""

    OPEN = "", _("nothing said")
    SOLVED = "solved", _("solved")
    SENT = "sent", _("sent")


class ContactStart(models.Model):
    """Somebody chose a topic or typed at least three characters in the contact form.

    Its id lives, signed, in that form. Readers who are not followed leave none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader_locale = models.CharField(max_length=12)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")
    topic = models.CharField(max_length=255, blank=True)
    started_at = models.DateTimeField(db_index=True)
    saw_suggestions = models.BooleanField(default=False)
    opened_suggestion_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("contact start")
        verbose_name_plural = _("contact starts")

    def __str__(self) -> str:
        return str(self.pk)

    def is_open_at(self, at: datetime) -> bool:
        """Whether what happens at this moment still belongs to the start."""
        return at - self.started_at <= OUTCOME_WINDOW


class ContactRequest(models.Model):
    """A request for help as it was sent, with what the reader let go along."""

    reference = models.CharField(max_length=9, unique=True, default=draw_reference)
    # The form's id: the same form sent twice is one request.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    locale = models.CharField(max_length=12)
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

    class Meta:
        verbose_name = _("contact request")
        verbose_name_plural = _("contact requests")
        indexes = [models.Index(fields=["created_at"], name="handover_request_created")]

    def __str__(self) -> str:
        return self.reference
