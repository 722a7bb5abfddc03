"""The support-effort report over ten million steps in four hundred days: page, file and gaps.

Cold is what nobody asked for before, the background job having run as it does every ten minutes.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from bench import many_days, staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from portal.effort import rollups
from portal.effort.periods import LONGEST
from portal.journal import days
from portal.journal.models import Step
from tests.factories.accounts import support_manager

_WARM = 5
_BOUNDS = {"cold": 1.0, "warm": 0.1}


def measure(size: Size) -> list[Row]:
    """A site of ten days first, then the same after more than a year."""
    many_days.have_ten_days(size)
    manager = staff.signed_in(support_manager())
    young = list(_rows(manager, "young", f"of a site {many_days.YOUNG} days old"))
    many_days.have_400_days(size)
    return [*young, *_rows(manager, "year", "of 400 days")]


def _addresses() -> Mapping[str, str]:
    page, file = reverse("effort_report"), reverse("effort_report_csv")
    last = days.day_of()
    first = last - timedelta(days=LONGEST - 1)
    year = f"?first={first}&last={last}"
    pages = {f"{length} days": f"{page}?period={length}" for length in (7, 28, 60, 91)}
    return pages | {
        "366 days": page + year,
        "366 days, one language": f"{page}{year}&locale=el",
        "366 days of starts": reverse("effort_figure", args=["starts_ended"]) + year,
        "366 days of reads before requests": reverse("effort_figure", args=["failed"]) + year,
        "file of 28 days": f"{file}?period=28",
        "file of 366 days": file + year,
        "gaps": reverse("content_gaps"),
    }


def _rows(manager: Client, id: str, of: str) -> Iterator[Row]:
    found: dict[str, dict[str, Cost]] = {"cold": {}, "warm": {}}
    for name, address in _addresses().items():
        for alias in ("default", "figures"):
            caches[alias].clear()
        rollups.mark_open_days()
        found["cold"][name] = _shown(manager, address)
        again = [_shown(manager, address) for _time in range(_WARM)]
        found["warm"][name] = sorted(again, key=lambda one: one.wall)[_WARM // 2]
    steps = {"steps": Step.objects.count(), "load": load()}
    for state, views in found.items():
        yield at_most(
            f"report-{id}-{state}-s",
            f"slowest view of the report {of}, {state}, s",
            max(one.wall for one in views.values()),
            _BOUNDS[state],
            slowest_cpu_s=round(max(one.cpu for one in views.values()), 3),
            **{name: one.told() for name, one in views.items()},
            **steps,
        )


def _shown(manager: Client, address: str) -> Cost:
    taken, answer = cost(lambda: manager.get(address))
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    return taken
