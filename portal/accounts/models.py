"""Who uses the portal."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import locales


class MemberManager(UserManager["User"]):
    """Makes users known by their e-mail address."""

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self._member(email, password, fields)

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self._member(email, password, {"is_staff": True, "is_superuser": True} | fields)

    def _member(self, email: str, password: str | None, fields: dict[str, Any]) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A person with an account: customer, member, editor, moderator or manager."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=60, blank=True)
    locale = models.CharField(
        _("language"),
        max_length=10,
        choices=[(locale.code, locale.name) for locale in locales.INTERFACE],
        default=locales.DEFAULT,
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = MemberManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.display_name or str(_("Member %(number)s") % {"number": self.pk})

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, update_fields=update_fields, **kwargs)
