"""The three things to do next: what most readers look for in vain, and the text that helps least.

No number of a gap is in it: from one night to the next it may grow by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import cldr
from portal.actors import Actor
from portal.addresses import absolute
from portal.effort import leaving
from portal.effort.lists import FamilyVotes
from portal.effort.report import Report
from portal.gaps import listing
from portal.gaps.listing import Card
from portal.gaps.models import Gap, State
from portal.journal import days

MOST = 3


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing to do: in words, what readers typed if it is about that, and where it is done."""

    words: str
    address: str
    typed: str = ""


def next_three(report: Report, actor: Actor) -> list[FeedItem]:
    """For one person, in the language in force: two gaps and a text, as far as there are."""
    gaps, texts = list(_gaps(report, actor)), list(_texts(report))
    ordered = chain(gaps[:2], texts[:1], gaps[2:], texts[1:])
    return list(islice(ordered, MOST))


def _gaps(report: Report, actor: Actor) -> Iterator[FeedItem]:
    shown = Gap.objects.shown().filter(state=State.OPEN).of_readers(report.languages)
    found = shown.to_read(report.languages)[:MOST]
    for card in listing.cards(found, actor=actor, today=days.day_of(report.made_at)).cards:
        if card.title:
            yield _gap(card, card.title.text)


def _gap(card: Card, typed: str) -> FeedItem:
    """What its reader can do themselves in the language where it fails most; else the list."""
    open_lines = [line for line in card.lines if line.row.served_on is None]
    actions = [action for line in open_lines for action in line.actions]
    address = actions[0].address if actions else reverse("content_gaps")
    names = (cldr.language(line.row.locale) for line in open_lines or card.lines)
    words = _("Readers search for this and find no answer (%(languages)s):")
    return FeedItem(words % {"languages": ", ".join(names)}, absolute(address), typed)


def _texts(report: Report) -> Iterator[FeedItem]:
    """In the order of the report, of those that may be told."""
    told = {
        (line.item, line.language): line for line in leaving.items(report) if line.kind == "family"
    }
    for one in report.lists.least_helpful:
        if line := told.get((one.slug, one.locale)):
            yield _text(report, one, line)


def _text(report: Report, one: FamilyVotes, line: leaving.Line) -> FeedItem:
    count = line.shown.count
    words = _(
        "“%(title)s” (%(language)s) helps too few readers: %(yes)s of %(votes)s votes say yes."
    ) % {
        "title": one.title,
        "language": cldr.language(one.locale),
        "yes": cldr.number(count.numerator),
        "votes": cldr.number(count.denominator),
    }
    period = f"?first={report.first}&last={report.last}"
    return FeedItem(words, absolute(f"{reverse('effort_report')}{period}#articles"))
