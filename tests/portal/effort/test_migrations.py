"""Days that were closed before figures had definitions stay, marked as of the first ones."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from portal.effort import report
from portal.effort.counts import Count
from portal.effort.models import ClosedDay
from tests.factories.effort import Reader
from tests.factories.journal import at
from tests.factories.kb import make_family

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = date(2026, 3, 2)
BEFORE = [("effort", "0003_forget_closed_days"), ("kb", "0005_count_a_networks_share")]


@pytest.fixture
def apps_before() -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE[:1])
    yield MigrationExecutor(connection).loader.project_state(BEFORE).apps
    to_the_last()


def to_the_last() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_closed_days_stay_and_votes_are_rolled_up_as_they_stood(apps_before: Any) -> None:
    family = make_family("Hub", slug="hub")
    apps_before.get_model("effort", "ClosedDay").objects.create(day=MONDAY)
    figures = apps_before.get_model("effort", "DailyFigure").objects
    figures.create(day=MONDAY, figure="explicit", locale="el", numerator=3, denominator=9)
    votes = apps_before.get_model("kb", "Vote").objects
    said: Any = {"family_id": family.pk, "reader_locale": "el", "text_locale": "el"}
    noon = at("2026-03-02 12:00")
    votes.create(**said, voter="token:a", helpful=True, at=noon)
    for number in range(5):
        votes.create(**said, voter=f"token:b{number}", helpful=False, reason="unclear", at=noon)
    votes.create(**said, voter="token:c", helpful=False, uncounted="robot", at=noon)
    votes.create(**said, voter="token:d", helpful=False, at=timezone.now())
    for day in ("2026-03-02", "2026-03-03"):
        Reader("198.51.100.7", "sv").searched("trasig", f"{day} 09:00", weak=True)
    to_the_last()
    closed = ClosedDay.objects.get()
    assert closed.definitions["explicit"] == closed.definitions["helpful"] == 1
    assert closed.zone == "UTC"
    built = report.build(MONDAY, MONDAY, at=at("2026-03-20 12:00"))
    cells = {row.figure.key: row.total for row in built.rows}
    assert cells["explicit"].count == Count(3, 9)
    assert cells["explicit"].is_older
    assert cells["helpful"].count == Count(1, 6)
    assert cells["starts_ended"].state == "not counted"
    assert [(one.query, one.searches) for one in built.lists.failing_queries] == [("trasig", 1)]
    (least,) = built.lists.least_helpful
    assert (least.slug, least.count) == ("hub", Count(1, 6))
    assert [reason.count for reason in least.reasons] == [5]
