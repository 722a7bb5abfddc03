"""The report's headlines on the editors' start page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.effort import report
from portal.effort.counts import Count
from portal.journal.models import Step
from tests.factories import accounts
from tests.portal.effort import scene

pytestmark = pytest.mark.django_db

SHOWN = ("requests", "helpful", "search_weak")


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


def start_page(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/cms/").content.decode()


def test_who_may_see_the_report_finds_its_headlines() -> None:
    scene.filled()
    found = start_page(accounts.support_manager())
    places = [found.index(f'id="headline-{key}"') for key in SHOWN]
    assert places == sorted(places)
    for key in SHOWN:
        assert f"/cms/reports/support-effort/{key}/" in found
    assert "Requests: 420, before: 448." in found
    assert 'href="/cms/reports/support-effort/"' in found


@pytest.mark.parametrize("who", [accounts.writer, accounts.publisher, accounts.translator])
def test_nobody_else_does(who: Any) -> None:
    scene.filled()
    assert "headline-" not in start_page(who())


def test_before_anything_is_counted_it_says_so() -> None:
    assert start_page(accounts.support_manager()).count("not counted yet") == len(SHOWN)


def test_no_step_is_read_for_it() -> None:
    scene.filled()
    with CaptureQueriesContext(connection) as captured:
        glance = report.at_a_glance(SHOWN, 28)
    assert glance.cells[0].count == Count(420, 4480)
    table = Step._meta.db_table
    read = [one["sql"] for one in captured if f'FROM "{table}"' in one["sql"]]
    # What day counting began is all that is asked of them.
    assert all("MIN(" in sql or "LIMIT 1" in sql for sql in read), read
