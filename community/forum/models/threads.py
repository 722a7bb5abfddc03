"""Threads: what was asked in one language, and what became of it. The words are in its posts.

`state` is what a reader sees of its course. `hidden` takes it out of sight whatever its state is:
it says again what the question's own state says, so that lists need no second table.
"""

from datetime import datetime
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from community.forum.models.categories import Category
from portal import locales
from portal.actors import Actor

TITLE_LENGTH = 150


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Words for reading threads."""

    def visible_to(self, actor: Actor) -> Self:
        """What somebody finds in lists: what search may know; moderators find everything."""
        return self if actor.may("community.see_hidden") else self.searchable()

    def searchable(self) -> Self:
        """What search may know. The same rule as `Thread.is_searchable`.

        A question that was withdrawn has no title: its answers are read where they are.
        """
        return self.filter(hidden=False).exclude(title="")

    def in_locale(self, code: str) -> Self:
        """Threads asked in one language."""
        return self.filter(locale=code)

    def latest_first(self) -> Self:
        """Last written in first; the number decides between equals, so pages never overlap."""
        return self.order_by("-active_at", "-pk")

    def before(self, at: datetime, pk: int) -> Self:
        """The threads that follow the given one in `latest_first`."""
        return self.filter(
            models.Q(active_at__lt=at) | models.Q(active_at=at, pk__lt=pk), active_at__lte=at
        )


class Thread(models.Model):
    """A question and its answers. `author` is who asked."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        SOLVED = "solved", _("Solved")
        LOCKED = "locked", _("Locked")

    category = models.ForeignKey(
        Category, models.PROTECT, related_name="threads", verbose_name=_("category")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="threads",
        verbose_name=_("author"),
    )
    locale = models.CharField(_("language"), max_length=10, choices=locales.choices)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    active_at = models.DateTimeField(_("last written in"), default=timezone.now)
    first_reply_at = models.DateTimeField(
        _("first answer by someone else"), null=True, blank=True, editable=False
    )
    answer_count = models.PositiveIntegerField(_("answers"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    hidden = models.BooleanField(_("hidden"), default=False, editable=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        permissions = [("moderate", "Can moderate the community")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "solved", "locked"]),
                name="thread_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["category", "-active_at", "-id"], name="thread_in_category"),
            models.Index(fields=["locale", "-active_at", "-id"], name="thread_in_locale"),
            models.Index(fields=["-active_at", "-id"], name="thread_latest"),
            models.Index(fields=["created_at"], name="thread_by_time"),
            models.Index(
                fields=["first_reply_at"],
                condition=models.Q(first_reply_at__isnull=False),
                name="thread_by_first_reply",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:thread", args=[self.pk, self.slug])

    @property
    def own_address(self) -> str:
        """The one address of it that is told elsewhere: in the language that it was asked in.

        In a language that the site has no more, it is the reader's.
        """
        if self.locale not in locales.codes():
            return self.get_absolute_url()
        with override(self.locale):
            return self.get_absolute_url()

    @property
    def slug(self) -> str:
        """The title as a piece of an address, in its own script."""
        return _slug(self.title)

    @property
    def is_searchable(self) -> bool:
        """Whether search may know it. The same rule as `ThreadQuerySet.searchable`."""
        return not self.hidden and bool(self.title)

    @property
    def name(self) -> str:
        """What it is called on pages: its title, in the reader's words if it has none any more."""
        return self.title or gettext("Withdrawn question")

    @property
    def name_locale(self) -> str:
        """The language of `name`."""
        return self.locale if self.title else locales.get(locales.in_force()).interface

    @property
    def is_locked(self) -> bool:
        return self.state == self.State.LOCKED


# Every list writes the addresses of what is in it.
@lru_cache(maxsize=2_000)
def _slug(title: str) -> str:
    return slugify(title, allow_unicode=True)[:60].strip("-_") or "question"
