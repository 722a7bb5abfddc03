"""The support-effort report over ten million steps in four hundred days: pages, file and program.

Cold is what nobody asked for before, the background job having run as it does every ten minutes.
Warm is what somebody asked for before, as all the other views: they are asked for in turns.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from bench import many_days, staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.models import Family, Kind
from portal.accounts.models import User
from portal.effort import rollups
from portal.effort.periods import LONGEST
from portal.feeds import tokens
from portal.journal import days
from portal.journal.models import Step
from tests.factories.accounts import support_manager

_WARM = 5
_BOUNDS = {"cold": 1.0, "warm": 0.1}
_CACHES = ("default", "figures")


def measure(size: Size) -> list[Row]:
    """A site of ten days first, then the same after more than a year."""
    many_days.have_ten_days(size)
    manager = support_manager()
    young = list(_rows(_Views(manager), "young", f"of a site {many_days.YOUNG} days old"))
    many_days.have_400_days(size)
    return [*young, *_rows(_Views(manager), "year", "of 400 days")]


class _Views:
    """The report as a manager asks for it: in a browser, and with a program's token."""

    def __init__(self, manager: User) -> None:
        self._browser = staff.signed_in(manager)
        _token, key = tokens.make(manager, "bench", timedelta(days=1))
        self._program = Client(headers={"authorization": f"Bearer {key}"})
        self.pages = _pages()
        self.programs = {
            "to a program, 28 days": reverse("feeds:report") + "?period=28",
            "to a program, 366 days": reverse("feeds:report") + _year(),
        }

    @property
    def names(self) -> list[str]:
        return [*self.pages, *self.programs]

    def show(self, name: str) -> Cost:
        """What one takes; raises RuntimeError for anything but the view."""
        asker, address = (
            (self._browser, self.pages[name])
            if name in self.pages
            else (self._program, self.programs[name])
        )
        taken, answer = cost(partial(asker.get, address))
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        return taken


def _year() -> str:
    last = days.day_of()
    return f"?first={last - timedelta(days=LONGEST - 1)}&last={last}"


def _pages() -> Mapping[str, str]:
    page, file, year = reverse("effort_report"), reverse("effort_report_csv"), _year()
    topic = Family.objects.filter(kind=Kind.TOPIC).values_list("slug", flat=True).first()
    return {
        **{f"{length} days": f"{page}?period={length}" for length in (7, 28, 60, 91)},
        "366 days": page + year,
        "366 days, one language": f"{page}{year}&locale=el",
        "366 days, one topic": f"{page}{year}&topic={topic}",
        "366 days of starts": reverse("effort_figure", args=["starts_ended"]) + year,
        "366 days of reads before requests": reverse("effort_figure", args=["failed"]) + year,
        "366 days of articles": reverse("effort_report_articles") + year,
        "file of 28 days": f"{file}?period=28",
        "file of 366 days": file + year,
        "gaps": reverse("content_gaps"),
    }


def _rows(views: _Views, id: str, of: str) -> Iterator[Row]:
    cold = {name: _cold(views, name) for name in views.names}
    for name in views.names:
        views.show(name)
    rounds = [{name: views.show(name) for name in views.names} for _time in range(_WARM)]
    warm = {name: _middle([one[name] for one in rounds]) for name in views.names}
    steps = {"steps": Step.objects.count(), "load": load()}
    for state, taken in (("cold", cold), ("warm", warm)):
        yield at_most(
            f"report-{id}-{state}-s",
            f"slowest view of the report {of}, {state}, s",
            max(one.wall for one in taken.values()),
            _BOUNDS[state],
            slowest_cpu_s=round(max(one.cpu for one in taken.values()), 3),
            **{name: one.told() for name, one in taken.items()},
            **steps,
        )


def _cold(views: _Views, name: str) -> Cost:
    for alias in _CACHES:
        caches[alias].clear()
    rollups.mark_open_days()
    return views.show(name)


def _middle(taken: list[Cost]) -> Cost:
    return sorted(taken, key=lambda one: one.wall)[len(taken) // 2]
