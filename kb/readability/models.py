"""How hard each published text is, and which pages of the internet the texts lead to."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kb.models.pages import HelpPage
from portal import clock

ASKED_EVERY = timedelta(days=7)
"""A page of the internet is asked for once a week, one that could not be reached every day."""
ASKED_AGAIN = timedelta(days=1)


class Readability(models.Model):
    """How hard the text of a page is that readers have.

    It is of one revision (0 where the page was published without), counted in one way: what was
    counted by an older `method` is counted anew.
    """

    METHOD: ClassVar[int] = 1

    page = models.OneToOneField(
        HelpPage, on_delete=models.CASCADE, primary_key=True, related_name="readability"
    )
    revision = models.BigIntegerField(default=0)
    method = models.PositiveSmallIntegerField()
    difficulty = models.FloatField()
    words = models.PositiveIntegerField()
    sentences = models.PositiveIntegerField()
    hints = models.PositiveIntegerField()

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("readability of a text")
        verbose_name_plural = _("readability of texts")
        default_permissions: ClassVar = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(difficulty__gte=0), name="kb_readability_is_no_less_than_none"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.difficulty:.0f}"


def unread() -> models.QuerySet[HelpPage]:
    """The published pages whose text has not been looked at as it is."""
    revision = Coalesce(F("live_revision"), 0, output_field=models.BigIntegerField())
    is_known = Q(readability__revision=revision, readability__method=Readability.METHOD)
    pages: models.QuerySet[HelpPage] = HelpPage.objects.published().exclude(is_known)
    return pages


class WebAddressQuerySet(models.QuerySet["WebAddress"]):
    """The words other code asks for addresses with."""

    def due(self, at: datetime) -> Self:
        """Those to be asked for now, since readers are led there; the longest due first."""
        leads = self.model.pages.through._default_manager.filter(helppage__live=True)
        wanted = Exists(leads.filter(webaddress=OuterRef("pk")))
        has_come = clock.has_come("due_at", at, ASKED_EVERY)
        return self.filter(has_come, wanted).order_by("due_at", "pk")

    def dead(self) -> Self:
        """Those that were not there twice: once, anybody may be away."""
        return self.filter(failures__gte=2)


class WebAddress(models.Model):
    """A page of the internet that published texts lead to, and how it answered.

    `status` is that of HTTP, None where nothing answered; `failed_since` is when it was first not
    there, of `failures` times in a row.
    """

    LONGEST: ClassVar[int] = 2_000

    # Of the address: it may be longer than what an index takes.
    digest = models.CharField(max_length=32, unique=True)
    url = models.CharField(max_length=LONGEST)
    host = models.CharField(max_length=255)
    pages = models.ManyToManyField(HelpPage, related_name="web_addresses")
    due_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    failed_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    objects = WebAddressQuerySet.as_manager()

    # Neither a text nor anything that texts point to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address that texts lead to")
        verbose_name_plural = _("addresses that texts lead to")
        default_permissions: ClassVar = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, failed_since=None)
                | Q(failures__gt=0, failed_since__isnull=False),
                name="kb_web_address_failed_at_some_time",
            )
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_gone(self) -> bool:
        """Whether the host answers, and says that there is no such page."""
        return self.status in (404, 410)

    def note(self, status: int | None, *, is_there: bool, at: datetime) -> None:
        """How it answered just now, and when it is asked again."""
        self.asked_at, self.status = at, status
        self.failures = 0 if is_there else self.failures + 1
        self.failed_since = None if is_there else self.failed_since or at
        self.due_at = at + (ASKED_EVERY if is_there else ASKED_AGAIN)
        self.save()
