"""What readers said about a help text: one vote per voter and family."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.feedback.models.versions import Version
from kb.models.families import Family

LONGEST_COMMENT = 1000


class Reason(models.TextChoices):
    """Why it did, or did not, help. One is enough."""

    SOLVED = "solved", pgettext_lazy("reason", "It solved my problem")
    CLEAR = "clear", pgettext_lazy("reason", "It is easy to follow")
    OTHER_QUESTION = "other_question", pgettext_lazy("reason", "It does not answer my question")
    DID_NOT_WORK = "did_not_work", pgettext_lazy("reason", "I did what it says, without success")
    UNCLEAR = "unclear", pgettext_lazy("reason", "It is hard to understand")
    WRONG = "wrong", pgettext_lazy("reason", "Something in it is wrong or out of date")
    LANGUAGE = "language", pgettext_lazy("reason", "The language is poor, or not mine")


REASONS: dict[bool, tuple[Reason, ...]] = {
    True: (Reason.SOLVED, Reason.CLEAR),
    False: (
        *(Reason.OTHER_QUESTION, Reason.DID_NOT_WORK, Reason.UNCLEAR),
        *(Reason.WRONG, Reason.LANGUAGE),
    ),
}


class VoteQuerySet(models.QuerySet["Vote"]):
    """Words for reading votes."""

    def counted(self) -> "VoteQuerySet":
        """Those that are in rates and rankings; each of the others stands for its reader alone."""
        return self.filter(uncounted="")

    def seen_in(self, languages: Collection[str]) -> "VoteQuerySet":
        """Those about texts in one of these languages, or by readers of one."""
        return self.filter(Q(text_locale__in=languages) | Q(reader_locale__in=languages))

    def commented(self) -> "VoteQuerySet":
        """Those that say something in words."""
        return self.exclude(comment="")

    def open(self) -> "VoteQuerySet":
        """Those whose words nobody has dealt with."""
        return self.commented().filter(closing=None)


class Vote(models.Model):
    """One voter's word on one family, bound to the revision they read.

    `voter` is "account:<number>", or "token:<hash>" for who has none; see kb.feedback.voters.
    """

    family = models.ForeignKey(
        Family, on_delete=models.CASCADE, related_name="votes", verbose_name=_("article family")
    )
    voter = models.CharField(max_length=80)
    helpful = models.BooleanField(_("helped"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    comment = models.TextField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The version they read; none where nobody knows which it was.
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="votes"
    )
    reader_locale = models.CharField(_("reader’s language"), max_length=12)
    text_locale = models.CharField(_("text’s language"), max_length=12)
    at = models.DateTimeField(_("voted at"), db_default=Now())
    # The key of its network under the day's salt, until the day closes; see portal.journal.
    network = models.CharField(
        max_length=16, blank=True, default="", db_default="", editable=False
    )
    # Why it is in no rate: who gave it is not counted, or it lies beyond its network's share.
    uncounted = models.CharField(
        max_length=10, blank=True, default="", db_default="", editable=False
    )

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["family", "voter"], name="kb_one_vote_a_voter"),
            models.CheckConstraint(
                condition=Q(helpful=True, reason__in=["", *REASONS[True]])
                | Q(helpful=False, reason__in=["", *REASONS[False]]),
                name="kb_vote_reason_fits",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="kb_vote_at"),
            models.Index(fields=["at"], condition=~Q(comment=""), name="kb_vote_comment_at"),
            # What was said of one text: a year's comments are many.
            models.Index(
                fields=["family", "reader_locale", "at"],
                condition=~Q(comment=""),
                name="kb_vote_comment_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_id}: {'yes' if self.helpful else 'no'}"
