"""Who waits for what, in which language; the row goes when they have been told."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_ABOUT = 40
UNCONFIRMED_KEPT = timedelta(days=7)
"""How long an address waits for its owner's word."""
KEPT = timedelta(days=365)
"""How long anybody waits at most."""


class WatchQuerySet(models.QuerySet["Watch"]):
    """The words other code asks for those who wait with."""

    def about(self, occasion: str, about: str) -> Self:
        return self.filter(occasion=occasion, about=about)

    def waiting(self) -> Self:
        """Those who are to be told some day: strangers, once they have confirmed it."""
        return self.filter(confirmed_at__isnull=False)

    def called(self) -> Self:
        """Those for whom it has come, and who are to be told now."""
        return self.filter(called_at__isnull=False)

    def of(self, user: Any) -> Self:
        """A member's, with what was asked for under their address without an account."""
        return self.filter(Q(member=user) | Q(email=user.email.lower()))

    def of_whom(self, watch: "Watch") -> Self:
        """All of whoever has this one."""
        return self.filter(member=watch.member_id, email=watch.email)


def is_over(at: datetime) -> Q:
    """Who has waited for too long: for what was asked for, or for the address's owner."""
    unconfirmed = Q(confirmed_at=None, asked_at__lt=at - UNCONFIRMED_KEPT)
    return unconfirmed | Q(asked_at__lt=at - KEPT)


class Watch(models.Model):
    """Somebody is to be told once: a member, or whoever has the address.

    `occasion` is a name of portal.watches.occasions; `about` what it is about, by the word of the
    room that made the occasion known.
    """

    occasion = models.CharField(max_length=20)
    about = models.CharField(max_length=LONGEST_ABOUT)
    locale = models.CharField(_("language"), max_length=12)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="watches"
    )
    email = models.EmailField(_("email address"), blank=True, default="")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)

    objects = WatchQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wish to be told once")
        verbose_name_plural = _("wishes to be told once")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["occasion", "about", "locale", "member"],
                condition=Q(member__isnull=False),
                name="watches_one_a_member",
            ),
            models.UniqueConstraint(
                fields=["occasion", "about", "locale", "email"],
                condition=Q(member=None),
                name="watches_one_an_address",
            ),
            models.CheckConstraint(
                condition=Q(~Q(email=""), member=None)
                | Q(member__isnull=False, email="", confirmed_at__isnull=False),
                name="watches_of_a_member_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(called_at=None) | Q(confirmed_at__isnull=False),
                name="watches_called_when_confirmed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["occasion", "about", "locale"], name="watches_about"),
            models.Index(fields=["asked_at"], name="watches_asked"),
            models.Index(
                fields=["called_at"], condition=Q(called_at__isnull=False), name="watches_called"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion}: {self.about}"

    @property
    def address(self) -> str:
        """Where the mail goes; a member's is the one that the account has by then."""
        return self.member.email if self.member else self.email
