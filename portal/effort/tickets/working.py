"""The search, ticket by ticket, as a reader who is not signed in would have asked it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from portal import locales
from portal.effort.tickets.keeping import wait_for_others
from portal.effort.tickets.models import TicketAnswer, TicketMonth, TicketSubject
from portal.text.languages import guess_language
from search import service
from search.documents import Kind

MOST_AT_ONCE = 1_000
"""So many in one go: other slow work has its turn in between."""
_BATCH = 50
_TEXTS: tuple[Kind, ...] = ("article", "faq")
_ANSWERED, _ELSEWHERE, _UNANSWERED = "answered", "elsewhere", "unanswered"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the search says to one ticket: how it is answered, and by which family."""

    language: str
    outcome: str
    family: str = ""


def work_through() -> int:
    """Look subjects up, count what was found and delete them; returns how many.

    Where no engine answers, the rest waits for the next time.
    """
    done = 0
    while done < MOST_AT_ONCE:
        some = list(TicketSubject.objects.order_by("pk")[:_BATCH])
        found: dict[int, Looked] = {}
        for subject in some:
            looked = look_up(subject)
            if looked is None:
                break
            found[subject.pk] = looked
        done += _count(found)
        if len(found) < _BATCH:
            break
    return done


def look_up(subject: TicketSubject) -> Looked | None:
    """What the search says to it; None where no engine answers."""
    language = subject.language or guess_language(subject.subject) or locales.DEFAULT
    results = service.search(
        query=subject.subject, locale=language, kinds=_TEXTS, page_size=1, at_work=True
    )
    if results.degraded:
        return None
    first = results.results[0] if results.results else None
    if first is None or results.weak:
        return Looked(language, _UNANSWERED)
    is_own = first.locale == language
    return Looked(language, _ANSWERED if is_own else _ELSEWHERE, first.family)


@transaction.atomic
def _count(found: dict[int, Looked]) -> int:
    """Count those that are still there, and delete them."""
    wait_for_others()
    rows = list(TicketSubject.objects.filter(pk__in=list(found)).values_list("pk", "month"))
    outcomes: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    families: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    for pk, month in rows:
        looked = found[pk]
        outcomes[month, looked.language][looked.outcome] += 1
        if looked.family:
            families[month, looked.language][looked.family] += 1
    for (month, language), counts in outcomes.items():
        row, _made = TicketMonth.objects.get_or_create(month=month, language=language)
        more = {name: F(name) + count for name, count in counts.items()}
        TicketMonth.objects.filter(pk=row.pk).update(**more)
    for (month, language), counts in families.items():
        _count_families(month, language, counts)
    TicketSubject.objects.filter(pk__in=[pk for pk, _month in rows]).delete()
    return len(rows)


def _count_families(month: date, language: str, counts: Counter[str]) -> None:
    known = TicketAnswer.objects.filter(month=month, language=language, family__in=counts)
    there: Sequence[TicketAnswer] = list(known)
    for row in there:
        row.tickets += counts[row.family]
    TicketAnswer.objects.bulk_update(there, ["tickets"])
    new = counts.keys() - {row.family for row in there}
    TicketAnswer.objects.bulk_create(
        TicketAnswer(month=month, language=language, family=family, tickets=counts[family])
        for family in sorted(new)
    )
