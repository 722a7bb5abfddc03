"""What a figure says of itself: everything that page, file, roll-ups and docs read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StartFact

type Words = str | Promise

MERGED = _(
    "People behind one address with the same browser are one visit, and a visit ends at midnight."
)

GROUPINGS = ("topic", "product", "market", "family", "query")
"""The dimensions by which a figure is grouped for its readers."""


class Source(StrEnum):
    """What a figure is counted from, and so until when it can be counted again."""

    # Of closed days the order of a visit's steps stays, and how each attempt ended.
    VISITS = "visits"
    ATTEMPTS = "attempts"
    # What a vote said is cut from its visit; a thread may have been hidden since.
    VOTES = "votes"
    COMMUNITY = "community"
    # What was done to a request is kept as long as the request.
    REQUESTS = "requests"

    @property
    def lasts(self) -> bool:
        """Whether nothing of it is forgotten when a day closes."""
        return self in {Source.COMMUNITY, Source.REQUESTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure: its words, how it is counted, and how it is shown.

    `form` is "rate" (a share), "ratio" (one count to another), "thousand" (so many of a thousand),
    "time" (its `minutes` tell the median) or "number". `good` is the direction that is good news,
    "" where neither is. `definition` grows by one whenever the same day would be counted
    otherwise. `kinds` are the steps that it is made of: of those it is told what was left out.
    `parts` are the dimensions of what is in the numerator alone: a group is a part of the whole.
    """

    key: str
    number: str
    title: Words
    numerator: Words
    denominator: Words
    cannot_know: Words
    source: Source
    count: Callable[[Day], Iterable[Case]]
    kinds: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    form: Literal["rate", "ratio", "thousand", "time", "number"] = "rate"
    good: Literal["up", "down", ""] = ""
    has_trend: bool = False
    definition: int = 1

    @property
    def is_compared(self) -> bool:
        """Whether it stands in the table, with an interval and what changed."""
        return self.form in {"rate", "ratio", "thousand"}

    @property
    def grouped_by(self) -> tuple[str, ...]:
        """The dimensions of which a reader of the report can be told the values."""
        return tuple(kind for kind in GROUPINGS if kind in self.dimensions)


def of_start(start: StartFact, *, hit: bool) -> Case:
    """One attempt as a case."""
    return Case(start.locale, hit, 1, start.network, start.about)
