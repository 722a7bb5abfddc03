"""What a file brings: its months are counted anew, as far as whoever uploads it tells of them."""

from collections.abc import Collection, Sequence
from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.effort.tickets.models import TicketAnswer, TicketMonth, TicketSubject, in_languages
from portal.effort.tickets.reading import Ticket
from portal.jobs.tasks import wake

JOB = "effort.tickets"
_CHUNK = 500


@transaction.atomic
def replace(tickets: Sequence[Ticket], codes: Collection[str]) -> int:
    """Have these looked up, in place of all of their months; returns how many."""
    wait_for_others()
    months = sorted({ticket.month for ticket in tickets})
    for some in batched(months, _CHUNK):
        in_languages(TicketSubject.objects.filter(month__in=some), codes).delete()
        in_languages(TicketMonth.objects.filter(month__in=some), codes).delete()
        in_languages(TicketAnswer.objects.filter(month__in=some), codes).delete()
    TicketSubject.objects.bulk_create(
        (
            TicketSubject(month=one.month, language=one.language, subject=one.subject)
            for one in tickets
        ),
        batch_size=_CHUNK,
    )
    wake(JOB)
    return len(tickets)


def wait_for_others() -> None:
    """Who counts and who brings a file take turns: nothing is counted of what is deleted."""
    own = ContentType.objects.get_for_model(TicketSubject)
    ContentType.objects.select_for_update(no_key=True).get(pk=own.pk)
