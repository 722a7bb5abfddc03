"""The figures of tickets, as somebody may see them: nothing of fewer than five.

Search is also sure of what is no answer. How often was tried on help centres that are not the
site's (`python -m bench unsure`), and is taken off what it says: the estimator of W. J. Rogan and
B. Gladen, "Estimating prevalence from the results of a screening test", 1978.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Sum

from kb.feedback.interval import wilson
from portal import locales
from portal.effort.tickets.models import TicketAnswer, TicketMonth, TicketSubject, in_languages
from portal.effort.titles import Titles

SURE_OF_AN_ANSWER, SURE_OF_NONE = 0.957, 0.597
"""How often search by meaning is sure where a text is the answer, and where none is: the means of
three help centres. By words alone it is sure of nearly all there is, so nothing can be told."""
FEWEST = 5
MOST_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many tickets search is sure: in the language asked in, only in others, or not."""

    answered: int
    elsewhere: int
    unanswered: int

    @property
    def tickets(self) -> int:
        return self.answered + self.elsewhere + self.unanswered

    @property
    def sure(self) -> float:
        """What search says, right or wrong."""
        return self.answered / self.tickets

    @property
    def share(self) -> float:
        """What is answered in the language asked in, about: from 0 to 1."""
        return self._taken_off(self.sure)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of that, were search on this site as it was on those."""
        low, high = wilson(self.answered, self.tickets)
        return self._taken_off(low), self._taken_off(high)

    @property
    def share_elsewhere(self) -> float:
        return self.elsewhere / self.tickets

    def _taken_off(self, sure: float) -> float:
        found = (sure - SURE_OF_NONE) / (SURE_OF_AN_ANSWER - SURE_OF_NONE)
        return min(1 - self.share_elsewhere, max(0.0, found))


@dataclass(frozen=True, slots=True)
class TicketArticle:
    """An article that would have met many; `page` is None where it has been deleted."""

    page: int | None
    title: str
    locale: str
    tickets: int


@dataclass(frozen=True, slots=True)
class Told:
    """Everything there is to tell; `whole` is None while nothing of five or more is counted.

    Where the site searches by words alone, no share can be told.
    """

    is_by_meaning: bool
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
        is_by_meaning=bool(settings.EMBEDDINGS["url"]),
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
