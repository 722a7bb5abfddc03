"""What came to pass with requests on some days, each on the day on which it is known for good.

So nothing that happens later (a request that is erased, or reopened) rewrites a day. Of a request
it is read when, in which language and of what: neither whose it is, nor what was written.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import F, Q

from portal.effort.events import RequestFact, SupportFacts
from portal.handover import outcomes, products
from portal.handover.models import SILENCE, ContactRequest, Event
from portal.handover.outcomes import SATISFIED, Act
from portal.journal import days as calendar

type Within = Callable[[str, Collection[date]], Q]
type Naming = Callable[[str], str]

_ABOUT = ("locale", "topic", "market", "product")
_SOLVES = (Event.Kind.SOLVED, Event.Kind.CONFIRMED)


def read(days: Collection[date], within: Within) -> dict[date, SupportFacts]:
    """What came to pass with requests on these days, in a few queries however many there are."""
    found: dict[date, SupportFacts] = defaultdict(SupportFacts)
    name = products.namer()
    for fact in _answered(within("answered_at", days), name):
        found[calendar.day_of(fact.at)].answered.append(fact)
    for fact in _due(within("promised_by", days), name):
        found[calendar.day_of(fact.at)].due.append(fact)
    for fact in _rated(within("rated_at", days), name):
        found[calendar.day_of(fact.at)].rated.append(fact)
    for list_name, fact in _solved(days, within, name):
        # Other days of the same requests are read along.
        if (day := calendar.day_of(fact.at)) in days:
            getattr(found[day], list_name).append(fact)
    return dict(found)


def _answered(which: Q, name: Naming) -> Iterator[RequestFact]:
    """With the support's working time, or where no hours were known the time since it was sent."""
    rows = ContactRequest.objects.filter(which).order_by()
    fields = ("answered_at", "created_at", "answered_within", *_ABOUT)
    for at, sent_at, worked, *about in rows.values_list(*fields):
        took = at - sent_at if worked is None else worked
        yield _fact(at, about, name, took=took, is_by_clock=worked is None)


def _due(which: Q, name: Naming) -> Iterator[RequestFact]:
    rows = ContactRequest.objects.with_promise_kept().filter(which).order_by()
    for at, is_in_time, *about in rows.values_list("promised_by", "is_in_time", *_ABOUT):
        yield _fact(at, about, name, is_good=bool(is_in_time))


def _rated(which: Q, name: Naming) -> Iterator[RequestFact]:
    rows = ContactRequest.objects.rated().filter(which).order_by()
    for at, rating, *about in rows.values_list("rated_at", "rating", *_ABOUT):
        yield _fact(at, about, name, is_good=rating >= SATISFIED)


def _solved(
    days: Collection[date], within: Within, name: Naming
) -> Iterator[tuple[str, RequestFact]]:
    """Each solution, and whether one answer was enough, of all that was solved about then."""
    # In UTC: where the clocks change, a week of seven days is not one of 168 hours.
    spans = ([one.astimezone(UTC) - SILENCE for one in span] for span in calendar.spans(days))
    then = reduce(or_, (Q(at__gte=begin, at__lt=end) for begin, end in spans), within("at", days))
    solved = Event.objects.filter(then, kind__in=_SOLVES).values("request")
    rows = Event.objects.filter(request__in=solved).order_by("request", "pk")
    of = [F(f"request__{field}") for field in ("created_at", *_ABOUT)]
    for _request, events in groupby(rows.values_list("request", "kind", "at", *of), _first):
        found = list(events)
        sent_at, *about = found[0][3:]
        acts = [Act(kind, at) for _pk, kind, at, *_about in found]
        for at in outcomes.solutions(acts):
            yield "solved", _fact(at, about, name, took=at - sent_at)
        if verdict := outcomes.first_contact(acts):
            yield "settled", _fact(verdict.at, about, name, is_good=verdict.is_first_contact)


def _first(row: tuple[Any, ...]) -> Any:
    return row[0]


def _fact(at: Any, about: list[Any], name: Naming, **more: Any) -> RequestFact:
    locale, topic, market, product = about
    named = {"topic": topic, "product": name(product), "market": market}
    of = tuple((kind, value) for kind, value in named.items() if value)
    return RequestFact(locale, at, of, **more)
