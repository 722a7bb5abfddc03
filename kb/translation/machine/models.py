"""What a machine was asked to translate: an article into a language, a row until it is done."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kb.models.families import Family
from portal.jobs.rows import DueRow, LeaseLostError


class JobOutcome(models.TextChoices):
    """What became of it."""

    FILLED = "filled", _("translated, to be reviewed")
    PUBLISHED = "published", _("translated and published")
    PARTLY = "partly", _("parts could not be translated: codes or numbers were lost")
    NOT_BEGUN = "not_begun", _("the translation is not begun, or is written by hand")
    NOT_PUBLIC = "not_public", _("only what everybody may read is sent to a machine")
    FORBIDDEN = "forbidden", _("whoever asked may not translate it any more")
    OVER_COST = "over_cost", _("what machines may cost this month is used up")
    REFUSED = "refused", _("the machine refused; an administrator can see why in the log")
    UNSUPPORTED = "unsupported", _("no machine translates into this language")


class Fill(DueRow):
    """One article in one language; `done` of its `of` sentences are dealt with."""

    max_attempts: ClassVar[int] = 8

    family = models.ForeignKey(
        Family, on_delete=models.CASCADE, related_name="+", verbose_name=_("article family")
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    outcome = models.CharField(_("outcome"), max_length=20, choices=JobOutcome.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta(DueRow.Meta):
        abstract = False
        verbose_name = _("article for a machine to translate")
        verbose_name_plural = _("articles for a machine to translate")
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=Q(finished_at__isnull=True),
                name="kb_fill_due",
            ),
            models.Index(fields=["asked_at"], name="kb_fill_asked"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["family", "locale"],
                condition=Q(finished_at__isnull=True),
                name="kb_fill_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *JobOutcome.values]), name="kb_fill_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_id} {self.locale_id}"

    @classmethod
    def latest_of(cls, family: Family, locale: int) -> "Fill | None":
        """The one of an article's language that was asked for last."""
        found = cls.objects.filter(family=family, locale=locale)
        return found.order_by("-asked_at", "-pk").first()

    @property
    def is_waiting(self) -> bool:
        """Whether a worker has it, or will."""
        return self.finished_at is None and not self.is_dead

    def count(self, *, done: int = 0, of: int | None = None) -> None:
        """Note how far it is: so many more, or from the beginning of so many.

        Raises LeaseLostError if the row is another's by now.
        """
        changes: dict[str, Any] = {"done": F("done") + done}
        if of is not None:
            changes = {"done": 0, "of": of}
        mine = type(self).objects.filter(pk=self.pk, lease_token=self.lease_token)
        if not mine.update(**changes):
            raise LeaseLostError(f"{self._meta.label} {self.pk}")
