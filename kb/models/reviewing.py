"""What a language asks of its translations before readers see them, and who waits for whom."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.models.pages import HelpPage

LONGEST_WORDS = 2_000


class Unread(models.TextChoices):
    """Who publishes what a machine has translated and no person has read yet."""

    NOBODY = "nobody", _("nobody: a person reads each sentence first")
    PUBLISHERS = "publishers", _("publishers, and readers are told")
    STRAIGHT_AWAY = "straight_away", _("the machine itself, straight away, and readers are told")


class LanguageRule(models.Model):
    """A language's own rule; without one, all that readers get was read by a person before."""

    locale = models.OneToOneField(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
    )
    review_wanted = models.BooleanField(
        _("translations are reviewed"),
        default=True,
        help_text=_(
            "A publisher reads each translation before readers see it. Otherwise translators "
            "publish into this language themselves."
        ),
    )

    unread = models.CharField(
        _("who publishes what only a machine has translated"),
        max_length=20,
        choices=Unread.choices,
        default=Unread.NOBODY,
        db_default=Unread.NOBODY,
        help_text=_(
            "Readers see above such a text that nobody has read it yet, with a link to the "
            "original, until somebody says at the desk that it is right."
        ),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rule of a language")
        verbose_name_plural = _("rules of languages")
        default_permissions = ()
        ordering: ClassVar = ["locale__language_code"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(unread__in=Unread.values), name="kb_rule_unread_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.locale)

    @classmethod
    def unread_in(cls, locale: Any) -> str:
        """Who publishes it in a language, one of `Unread`."""
        rules = cls.objects.filter(locale=locale)
        return rules.values_list("unread", flat=True).first() or Unread.NOBODY


class ReviewQuerySet(models.QuerySet["Review"]):
    """The words other code asks for reviews with."""

    def waiting(self) -> "ReviewQuerySet":
        """Those that a publisher has still to read, the oldest first."""
        return self.filter(sent_back_at=None).order_by("asked_at", "pk")

    def sent_back(self) -> "ReviewQuerySet":
        """Those whose texts are to be mended first, the oldest first."""
        return self.filter(sent_back_at__isnull=False).order_by("sent_back_at", "pk")


class Review(models.Model):
    """Somebody asked for a text to be read and published; it ends when it is published."""

    page = models.OneToOneField(HelpPage, on_delete=models.CASCADE, related_name="review")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, max_length=LONGEST_WORDS)

    objects = ReviewQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(sent_back_at=None, words="")
                | (Q(sent_back_at__isnull=False) & ~Q(words="")),
                name="kb_sent_back_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}"

    @property
    def is_waiting(self) -> bool:
        return self.sent_back_at is None
