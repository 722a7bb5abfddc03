"""The requests that were sent."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Without the characters that are mistaken for one another when read aloud or copied.
_REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def draw_reference() -> str:
    """A number to quote in a conversation; it gives access to nothing."""
    drawn = "".join(secrets.choice(_REFERENCE_ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class ContactRequest(models.Model):
    """A request for help as it was sent, with what the reader let go along."""

    reference = models.CharField(max_length=9, unique=True, default=draw_reference)
    # Made of the form's id with our key: the same form sent twice is one request.
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
