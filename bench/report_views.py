"""The support-effort report over ten million steps in four hundred days: every view of it.

The page in its periods, in one language, and of one topic, product and market; figures group by
group; articles behind a mark; gaps; the headlines on the editors' start page; file and program.
Cold is what nobody asked for before, the background job having run as it does every ten minutes.
Warm is what somebody asked for before, as all the other views. Both are asked for in turns, and
the middle one of several tells.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench import many_days, staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.models import Family, Kind, Product
from portal.accounts.models import User
from portal.effort import rollups
from portal.effort.periods import LONGEST
from portal.feeds import tokens
from portal.gaps.models import Gap
from portal.journal import days
from portal.journal.models import Step
from portal.support import reading as support
from tests.factories.accounts import support_manager

_TIMES = {"cold": 3, "warm": 5}
_BOUNDS = {"cold": 1.0, "warm": 0.1}


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
    narrowed = {
        "topic": Family.objects.filter(kind=Kind.TOPIC).values_list("slug", flat=True).first(),
        "product": Product.objects.values_list("slug", flat=True).first(),
        "market": next(iter(support.current().markets), None),
    }
    grouped = {
        "starts by topic": ("starts_ended", "topic"),
        "reads before requests by article": ("failed", "family"),
        "votes by article": ("helpful", "family"),
        "searches by their words": ("search_weak", "query"),
        "searches by language": ("search_weak", "locale"),
    }
    gap = Gap.objects.shown().order_by("-failed").first()
    return {
        **{f"{length} days": f"{page}?period={length}" for length in (7, 28, 60, 91)},
        "no period": page,
        "366 days": page + year,
        "366 days, one language": f"{page}{year}&locale=el",
        **{
            f"366 days, one {kind}": f"{page}{year}&{kind}={value}"
            for kind, value in narrowed.items()
            if value
        },
        **{
            f"366 days, {name}": f"{reverse('effort_figure', args=[key])}{year}&by={by}"
            for name, (key, by) in grouped.items()
        },
        "366 days of articles": reverse("effort_report_articles") + year,
        "file of 28 days": f"{file}?period=28",
        "file of 366 days": file + year,
        "gaps": reverse("content_gaps"),
        "gaps that are done": reverse("content_gaps") + "?state=done",
        **({"one gap": reverse("content_gap", args=[gap.pk])} if gap else {}),
        "start page": reverse("wagtailadmin_home"),
    }


def _rows(views: _Views, id: str, of: str) -> Iterator[Row]:
    loads = [load()]
    before = _as_the_job_left_it()
    taken = {"cold": _in_turns(views, "cold", before)}
    for name in views.names:
        views.show(name)
    taken["warm"] = _in_turns(views, "warm", lambda: None)
    loads.append(load())
    for state, costs in taken.items():
        told = {name: one.told() for name, one in costs.items()}
        beside = told | {"steps": Step.objects.count(), "load": loads}
        for clock, measured in (("", "wall"), ("-cpu", "cpu")):
            yield at_most(
                f"report-{id}-{state}{clock}-s",
                f"slowest view of the report {of}, {state}, s{' of processor' if clock else ''}",
                max(getattr(one, measured) for one in costs.values()),
                _BOUNDS[state],
                **beside,
            )


def _as_the_job_left_it() -> Callable[[], None]:
    """Have the background job run once; returns what forgets all that came after it."""
    caches["default"].clear()
    rollups.mark_open_days()
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS as_the_job_left_it")
        cursor.execute(f"CREATE TEMPORARY TABLE as_the_job_left_it AS TABLE {table}")

    def forget() -> None:
        caches["figures"].clear()
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"INSERT INTO {table} TABLE as_the_job_left_it")

    return forget


def _in_turns(views: _Views, state: str, before: Callable[[], None]) -> dict[str, Cost]:
    """By view, the middle one of several, with something done before each."""
    rounds = []
    for _time in range(_TIMES[state]):
        taken = {}
        for name in views.names:
            before()
            taken[name] = views.show(name)
        rounds.append(taken)
    return {name: _middle([one[name] for one in rounds]) for name in views.names}


def _middle(taken: list[Cost]) -> Cost:
    return sorted(taken, key=lambda one: one.cpu)[len(taken) // 2]
