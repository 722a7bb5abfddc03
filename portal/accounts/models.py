"""Who uses the portal."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import locales
from portal.accounts import names

STANDING = {"is_active": True, "is_staff": False, "is_superuser": False}
"""What an account is by itself, whatever its groups, and is when nobody says otherwise."""


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
    # Equal for names that look alike; see portal.accounts.names.
    name_key = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    locale = models.CharField(
        _("language"), max_length=10, choices=locales.choices, default=locales.default
    )
    # IANA's name; empty: none was chosen. See portal.cldr.
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, default="")
    # Signs in and reads, but takes no part among others: see docs/community.md.
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = MemberManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes = [
            models.Index(
                fields=["date_joined"],
                condition=models.Q(last_login=None),
                name="accounts_user_never_came_in",
            )
        ]

    def __str__(self) -> str:
        return self.display_name or str(_("Member %(number)s") % {"number": self.pk})

    def get_full_name(self) -> str:
        """As Wagtail shows somebody to others: never by the address, which it would take else."""
        return str(self)

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.email = self.email.lower()
        self.name_key = names.key_of(self.display_name)
        if update_fields is not None and "display_name" in update_fields:
            update_fields = {*update_fields, "name_key"}
        super().save(*args, update_fields=update_fields, **kwargs)


class GroupLanguage(models.Model):
    """A group gives what can be given by language (`actors.BY_LANGUAGE`) for this one.

    With no row it gives it for all. A language that the site has no more opens nothing.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="only_languages")
    locale = models.CharField(max_length=12)

    class Meta:
        verbose_name = _("language of a group")
        verbose_name_plural = _("languages of groups")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["group", "locale"], name="accounts_group_once_a_language"
            ),
            models.CheckConstraint(
                condition=~models.Q(locale=""), name="accounts_group_names_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.locale}"
