"""What was searched for, per language and period, from the steps of the journal.

A row is a query as it was typed, whatever its capitals; personal data in it was masked when it
was written, and after 90 days its text is gone, so it is in no list. Visits are counted, not
searches. Readers who asked not to be followed are in none of this.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from portal import locales
from portal.journal.models import Step, StepKind

MOST = 50
# Spellings that differ in capitals only are put together after these have been counted.
_MOST_SPELLINGS = 10 * MOST
_NEVER = Value(datetime(9999, 1, 1, tzinfo=UTC))


class Listing(StrEnum):
    """Which queries are listed."""

    TOP = "top"
    WEAK = "weak"
    NO_CLICK = "no-click"
    CONTACT = "contact"


_COUNTED_AS = {
    Listing.TOP: "visits",
    Listing.WEAK: "weakly",
    Listing.NO_CLICK: "unopened",
    Listing.CONTACT: "contacts",
}


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A query, in how many visits it was asked, and in how many of them this happened."""

    query: str
    locale: str
    visits: int
    weak: int
    unopened: int
    contacts: int

    @property
    def language(self) -> str:
        """Its own name of the language."""
        code = locales.resolve(self.locale)
        return locales.get(code).name if code else self.locale

    def of(self, listing: Listing) -> int:
        """What a list is ordered by."""
        by = {
            Listing.TOP: self.visits,
            Listing.WEAK: self.weak,
            Listing.NO_CLICK: self.unopened,
            Listing.CONTACT: self.contacts,
        }
        return by[listing]


def rows(listing: Listing, first: date, last: date, languages: Collection[str]) -> list[QueryRow]:
    """The list of a period (both days included), the most frequent first, of these readers."""
    counted = (
        _searches(first, last, languages)
        .values("query", "reader_locale")
        .annotate(
            visits=_visits(),
            weakly=_visits(weak=True),
            # A weak answer has its own list.
            unopened=_visits(opened=False, weak=False),
            contacts=_visits(contacted=True),
        )
    )
    by = _COUNTED_AS[listing]
    ordered = counted.filter(**{f"{by}__gt": 0}).order_by(f"-{by}", "query", "reader_locale")
    names = ("query", "reader_locale", *_COUNTED_AS.values())
    merged = _merged(QueryRow(*row) for row in ordered.values_list(*names)[:_MOST_SPELLINGS])
    return sorted(merged, key=lambda row: (-row.of(listing), row.query, row.locale))[:MOST]


def _visits(**conditions: bool) -> Count:
    return Count("visit", distinct=True, filter=Q(**conditions) if conditions else None)


def _searches(first: date, last: date, languages: Collection[str]) -> QuerySet[Step]:
    """Searches with whether a result was opened before the next search, and a request sent."""
    later = Step.objects.counted().filter(visit=OuterRef("visit"), at__gte=OuterRef("at"))
    following = (
        Step.objects.counted()
        .filter(visit=OuterRef("visit"), at__gt=OuterRef("at"), kind=StepKind.SEARCH)
        .order_by()
        .values("visit")
        .annotate(next=Min("at"))
        .values("next")
    )
    clicks = later.filter(kind=StepKind.CLICK, at__lt=OuterRef("until"))
    searches = Step.objects.counted().filter(day__gte=first, day__lte=last, kind=StepKind.SEARCH)
    return (
        searches.filter(reader_locale__in=languages)
        .exclude(query="")
        .exclude(visit=None)
        .annotate(until=Coalesce(Subquery(following), _NEVER))
        .annotate(
            opened=Exists(clicks), contacted=Exists(later.filter(kind=StepKind.CONTACT_SENT))
        )
    )


def _merged(found: Iterable[QueryRow]) -> list[QueryRow]:
    """The rows with those put together that differ in capitals only, as most typed it."""
    groups: dict[tuple[str, str], list[QueryRow]] = defaultdict(list)
    for row in found:
        groups[row.query.casefold(), row.locale].append(row)
    return [
        QueryRow(
            max(group, key=lambda row: row.visits).query,
            group[0].locale,
            sum(row.visits for row in group),
            sum(row.weak for row in group),
            sum(row.unopened for row in group),
            sum(row.contacts for row in group),
        )
        for group in groups.values()
    ]
