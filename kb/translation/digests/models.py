"""Who wants to be told of what is to translate, how often, and until when they have been told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HowOften(models.TextChoices):
    """How often somebody is written to, if there is anything to say."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")
    NEVER = "never", _("Not at all")


class Digest(models.Model):
    """The digests of one account; `how_often` is empty for who has not chosen.

    `day` is the last one on whose morning it was looked at what is new, `told_until` the moment
    until which that was.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="translation_digest"
    )
    how_often = models.CharField(max_length=10, choices=HowOften, blank=True)
    day = models.DateField(null=True)
    told_until = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("digest of what is to translate")
        verbose_name_plural = _("digests of what is to translate")
        default_permissions = ()
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(how_often__in=["", *HowOften.values]),
                name="kb_digest_how_often_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.how_often}"
