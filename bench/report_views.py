"""The support-effort report over ten million steps in four hundred days: page, file and gaps."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from bench import made_days, repeated_days
from bench.corpus import DEMO
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from kb.importing.run import import_tree
from portal.effort import rollups
from portal.effort.periods import LONGEST
from portal.gaps import regrouping
from portal.journal import days
from portal.journal.models import Step
from tests.factories.accounts import support_manager

_YOUNG = 10
"""So many days old is the site at first: all but two of its days are closed."""
_TIMES = 49
"""So many times more its closed days are repeated before themselves."""
_WARM = 5


def measure(size: Size) -> list[Row]:
    """A site of ten days first, then the same after more than a year."""
    began = have_ten_days(size)
    manager = Client()
    manager.force_login(support_manager())
    young = list(_rows(manager, "young", f"of a site {_YOUNG} days old"))
    repeated_days.repeat(began, rollups.last_closable(), _TIMES)
    return [*young, *_rows(manager, "year", "of 400 days")]


def have_ten_days(size: Size) -> date:
    """Make the last days up to now, and close all that can be closed; returns the first."""
    import_tree(DEMO)
    today = days.day_of()
    made = [today - timedelta(days=ago) for ago in range(_YOUNG)]
    made_days.make(made, size.steps_a_day)
    rollups.close_days()
    regrouping.regroup()
    return made[-1]


def _addresses() -> Mapping[str, str]:
    page, file = reverse("effort_report"), reverse("effort_report_csv")
    last = days.day_of()
    first = last - timedelta(days=LONGEST - 1)
    year = f"?first={first}&last={last}"
    pages = {f"{length} days": f"{page}?period={length}" for length in (7, 28, 60, 91)}
    return pages | {
        "366 days": page + year,
        "366 days, one language": f"{page}{year}&locale=el",
        "file of 28 days": f"{file}?period=28",
        "file of 366 days": file + year,
        "gaps": reverse("content_gaps"),
    }


def _rows(manager: Client, id: str, of: str) -> Iterator[Row]:
    cold: dict[str, Cost] = {}
    warm: dict[str, Cost] = {}
    for name, address in _addresses().items():
        caches["default"].clear()
        cold[name] = _shown(manager, address)
        again = [_shown(manager, address) for _time in range(_WARM)]
        warm[name] = sorted(again, key=lambda one: one.wall)[_WARM // 2]
    steps = {"steps": Step.objects.count(), "load": load()}
    for state, bound, found in (("cold", 1, cold), ("warm", 0.1, warm)):
        yield at_most(
            f"report-{id}-{state}-s",
            f"slowest view of the report {of}, {state}, s",
            max(one.wall for one in found.values()),
            bound,
            cpu=round(max(one.cpu for one in found.values()), 3),
            **{name: one.told() for name, one in found.items()},
            **steps,
        )


def _shown(manager: Client, address: str) -> Cost:
    taken, answer = cost(lambda: manager.get(address))
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    return taken
