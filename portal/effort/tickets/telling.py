"""The figures of tickets, as somebody may see them: nothing of fewer than five."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from portal import locales
from portal.effort.tickets.models import TicketAnswer, TicketMonth, TicketSubject, in_languages
from portal.effort.titles import Titles

FEWEST = 5
MOST_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Share:
    """How many tickets an article answers, in the language asked in, in others alone, or none."""

    answered: int
    elsewhere: int
    unanswered: int

    @property
    def tickets(self) -> int:
        return self.answered + self.elsewhere + self.unanswered

    @property
    def share(self) -> float:
        return self.answered / self.tickets

    @property
    def share_elsewhere(self) -> float:
        return self.elsewhere / self.tickets


@dataclass(frozen=True, slots=True)
class TicketArticle:
    """An article that would have met many; `page` is None where it has been deleted."""

    page: int | None
    title: str
    locale: str
    tickets: int


@dataclass(frozen=True, slots=True)
class Told:
    """Everything there is to tell; `whole` is None while nothing of five or more is counted."""

    whole: Share | None
    languages: Sequence[tuple[locales.Locale, Share]]
    months: Sequence[tuple[date, Share]]
    articles: Sequence[TicketArticle]
    waiting: int


def told(codes: Collection[str], locale: str) -> Told:
    """What is known of tickets in these languages; titles in `locale` where there are."""
    languages: dict[str, Share] = dict(_shares("language", codes))
    of_months: dict[date, Share] = dict(_shares("month", languages))
    months = sorted(of_months.items(), key=lambda one: one[0])
    counted = list(languages.values())
    sums = (sum(getattr(one, name) for one in counted) for name in _OUTCOMES)
    return Told(
        whole=Share(*sums) if counted else None,
        languages=[(one, languages[one.code]) for one in locales.CONTENT if one.code in languages],
        months=months,
        articles=list(_articles(languages, locale)),
        waiting=in_languages(TicketSubject.objects.all(), codes).count(),
    )


_OUTCOMES = ("answered", "elsewhere", "unanswered")


def _shares(by: str, codes: Collection[str]) -> Iterator[tuple[Any, Share]]:
    """Of each that has at least as many as may be told."""
    rows = TicketMonth.objects.filter(language__in=codes).order_by().values_list(by)
    for key, *sums in rows.annotate(*(Sum(name) for name in _OUTCOMES)):
        share = Share(*sums)
        if share.tickets >= FEWEST:
            yield key, share


def _articles(codes: Collection[str], locale: str) -> Iterator[TicketArticle]:
    rows = TicketAnswer.objects.filter(language__in=codes).order_by().values_list("family")
    found = rows.annotate(total=Sum("tickets")).filter(total__gte=FEWEST)
    most = list(found.order_by("-total", "family")[:MOST_ARTICLES])
    titles = Titles([family for family, _total in most])
    for family, total in most:
        page, title = titles.of(family, locale)
        yield TicketArticle(page, title, locale, total)
