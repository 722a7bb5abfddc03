"""Who looks after an article, and when somebody last looked whether it is still right."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal import actors, clock


def who_may_own(family: Any = None) -> models.QuerySet[Any]:
    """The accounts that work on articles, and whoever owns this one already."""
    editors = actors.holders(Permission.objects.filter(actors.named(actors.ENTER)))
    wanted = Q(pk__in=editors.values("pk"))
    if family is not None and family.owner_id:
        wanted |= Q(pk=family.owner_id)
    return get_user_model()._default_manager.filter(wanted).order_by("display_name", "pk")


class Every(models.IntegerChoices):
    """After how many days an article is looked at again."""

    QUARTER = 91, pgettext_lazy("review", "every three months")
    HALF_YEAR = 182, pgettext_lazy("review", "every six months")
    YEAR = 365, pgettext_lazy("review", "every year")
    TWO_YEARS = 730, pgettext_lazy("review", "every two years")

    @property
    def span(self) -> timedelta:
        return timedelta(days=self.value)


class InCare:
    """What somebody may look after; the same in every language."""

    reviewed_at: datetime | None
    review_every: int | None

    def mark_reviewed(self, at: datetime | None = None) -> None:
        """Somebody has looked whether it is still right. Twice within a day is once."""
        at = at or timezone.now()
        reviewed = clock.past(self.reviewed_at, at)
        if reviewed is None or at - reviewed > timedelta(days=1):
            self.reviewed_at = at
