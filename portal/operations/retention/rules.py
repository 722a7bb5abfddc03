"""What a rule of the table says, and how it is told in the docs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet

End = Callable[[QuerySet[Any]], int]
Due = Callable[[datetime], Q]


def delete(batch: QuerySet[Any]) -> int:
    """The usual end."""
    return batch.delete()[0]


def emptied(field: str) -> End:
    """What was written in it goes, the row stays."""
    return lambda batch: batch.update(**{field: ""})


@dataclass(frozen=True, slots=True)
class Sweep:
    """Rows of a model that are over at a moment, and their end.

    `due` must be answered by an index; `end` takes a batch and must leave none of it due.
    """

    model: str
    due: Due
    end: End = delete

    def rows(self, at: datetime) -> QuerySet[Any]:
        """Those that are over."""
        rows: QuerySet[Any] = apps.get_model(self.model)._base_manager.filter(self.due(at))
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """What is kept, in words for a reader, how long, and who ends it.

    Exactly one of these holds: `sweeps` are taken by the job of this room, in their order; `job`
    names another one; with an `owner` (a model's label) the rows go in the same moment; else
    `because` says why nothing has to end them.
    """

    what: str
    models: tuple[str, ...] = ()
    kept: str
    setting: str = ""
    sweeps: tuple[Sweep, ...] = ()
    job: str = ""
    owners: tuple[str, ...] = ()
    because: str = ""

    def told(self) -> str:
        """How long, as the docs say it."""
        days = f"{getattr(settings, self.setting)} days (`{self.setting}`)" if self.setting else ""
        return self.kept.format(days)


def older_than(field: str, setting: str) -> Due:
    """Rows whose time lies more days back than the setting says."""
    return lambda at: Q(**{f"{field}__lt": at - timedelta(days=getattr(settings, setting))})


def passed(field: str, kept: timedelta = timedelta(0)) -> Due:
    """Rows whose time lies longer back than that."""
    return lambda at: Q(**{f"{field}__lt": at - kept})
