"""The outbox: each mail is a row, from the moment its cause is committed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.jobs.rows import DueRow


class OutboundMail(DueRow):
    """A mail to be sent, or sent. Its Message-ID never changes, however often it is tried."""

    max_attempts: ClassVar[int] = 18  # Two days of a mail server that does not answer.
    claimed_by: ClassVar[tuple[str, ...]] = ("priority", "due_at", "pk")

    message_id = models.CharField(max_length=255, unique=True)
    created_at = models.DateTimeField()
    kind = models.CharField(_("kind"), max_length=40)
    # See portal.mail.kinds; 0 goes first. What an older release still queues goes after that.
    priority = models.PositiveSmallIntegerField(db_default=2, editable=False)
    # See portal.mail.keys.
    whose = models.CharField(max_length=60, blank=True, db_index=True)
    locale = models.CharField(_("language"), max_length=12)
    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("reply to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    # The Markdown of a post that the text quotes as plain text: see portal.text.quoting.
    quoted_post = models.TextField(_("quoted post"), blank=True, db_default="", default="")
    headers = models.JSONField(_("headers"), default=dict, blank=True)

    class Meta(DueRow.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(
                fields=["priority", "due_at"],
                condition=models.Q(finished_at__isnull=True),
                name="outboundmail_claim",
            ),
            models.Index(fields=["finished_at"], name="outboundmail_sent"),
        ]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")

    def __str__(self) -> str:
        return self.message_id
