"""The report's headlines on the editors' start page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import locales
from portal.accounts import trades
from portal.accounts.models import GroupLanguage, User
from portal.effort import report
from portal.effort.counts import Count
from portal.journal.models import Step
from tests.factories import accounts, groups
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


def test_the_report_opens_with_the_days_that_the_headlines_are_of() -> None:
    scene.filled()
    user = accounts.support_manager()
    glance = report.at_a_glance(SHOWN, 28, locales.codes())
    query = f"?first={glance.first}&amp;last={glance.last}"
    found = start_page(user)
    led = [f"/cms/reports/support-effort/{place}" for place in ("", *(f"{k}/" for k in SHOWN))]
    assert all(f'href="{address}{query}"' in found for address in led)
    client = Client()
    client.force_login(user)
    opened = client.get(f"/cms/reports/support-effort/{query.replace('&amp;', '&')}")
    told = opened.context["report"]
    assert (told.first, told.last) == (glance.first, glance.last)
    assert told.summary.requests.count == glance.cells[0].count


@pytest.mark.parametrize("who", [accounts.writer, accounts.publisher, accounts.translator])
def test_nobody_else_does(who: Any) -> None:
    scene.filled()
    assert "headline-" not in start_page(who())


def test_before_anything_is_counted_it_says_so() -> None:
    assert start_page(accounts.support_manager()).count("not counted yet") == len(SHOWN)


def test_no_step_is_read_for_it() -> None:
    scene.filled()
    with CaptureQueriesContext(connection) as captured:
        glance = report.at_a_glance(SHOWN, 28, locales.codes())
    assert glance.cells[0].count == Count(420, 4480)
    table = Step._meta.db_table
    read = [one["sql"] for one in captured if f'FROM "{table}"' in one["sql"]]
    # What day counting began is all that is asked of them.
    assert all("MIN(" in sql or "LIMIT 1" in sql for sql in read), read


def test_who_sees_one_language_finds_the_figures_and_gaps_of_that_one() -> None:
    scene.filled()
    user = accounts.support_manager()
    group = groups.group(trades.SUPPORT_MANAGERS)
    GroupLanguage.objects.create(group=group, locale="da")
    found = start_page(user)
    assert "Requests: 60, before: 64." in found
    assert "1 content gap is open." in found
    assert "ενδοδαπέδια" not in found
