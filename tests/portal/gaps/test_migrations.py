"""What was counted before a day was counted once stays."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.gaps.models import Gap
from tests.factories.steps import START

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("gaps", "0001_content_gaps")]


@pytest.fixture
def apps_before() -> Iterator[Any]:
    MigrationExecutor(connection).migrate(BEFORE)
    yield MigrationExecutor(connection).loader.project_state(BEFORE).apps
    to_the_last()


def to_the_last() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_gaps_were_last_counted_on_the_last_day_that_was(apps_before: Any) -> None:
    first, last = START.date(), START.date() + timedelta(days=3)
    gaps = [apps_before.get_model("gaps", "Gap").objects.create(first_day=first) for _ in "ab"]
    demand = apps_before.get_model("gaps", "Demand").objects
    for gap, day in zip(gaps, (first, last), strict=True):
        demand.create(gap=gap, day=day, locale="el", asked=6, failed=5)
    to_the_last()
    assert set(Gap.objects.values_list("counted_on", flat=True)) == {last}
