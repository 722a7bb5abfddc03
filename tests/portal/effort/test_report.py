import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import User
from portal.effort import report, rollups
from portal.effort.cells import Cell
from portal.effort.counts import Count
from portal.effort.figures import BY_KEY, FIGURES
from portal.journal import days
from portal.journal.models import Step
from tests.factories.effort import Reader
from tests.factories.handover import contact_start

pytestmark = pytest.mark.django_db

PAGE = "/cms/reports/support-effort/"


@pytest.fixture
def manager(settings: Any) -> Client:
    """Somebody who may see the report and hardly anything else in the admin."""
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    user = User.objects.create_user("manager@example.com", "x", is_staff=True)
    rights = ["access_admin", "view_report", "export_report"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def traffic(visits: int, *, days_ago: int = 0) -> None:
    when = timezone.now() - timedelta(days=days_ago, minutes=5)
    text = when.strftime("%Y-%m-%d %H:%M")
    for number in range(visits):
        reader = Reader(f"198.18.{number}.2", "el")
        reader.searched("=HYPERLINK(1)", text, weak=True)
        reader.read("hub", text, is_fallback=True)
        contact_start(when, "el", solved=1)


def test_the_report_needs_its_own_right(client: Client) -> None:
    editor = User.objects.create_user("editor@example.com", "x", is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    for address in (PAGE, PAGE + "csv/"):
        assert client.get(address).status_code == 302
    assert Client().get(PAGE).status_code == 302


def test_the_page_says_what_was_counted_and_how_sure_it_is(manager: Client) -> None:
    traffic(6)
    page = manager.get(PAGE).content.decode()
    for words in (
        "Explicit deflection",
        "6 of 6",
        "Sample data",
        "What it cannot know",
        "no data",
        "collecting: 6 of 200",
        "61.0",
        "=HYPERLINK(1)",
    ):
        assert words in page
    assert "support-effort" in page


def test_the_figures_move_at_once(manager: Client) -> None:
    traffic(1)
    assert "1 of 1" in manager.get(PAGE).content.decode()
    traffic(3)
    assert "4 of 4" in manager.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "period=7",
        "period=60&locale=el&locale=ar",
        "period=custom&first=2026-01-01&last=2026-01-31",
        "period=&first=&last=",
        "period=7&first=2026-01-01&last=2026-01-31",
        "first=2026-01-01&last=2026-01-01",
    ],
)
def test_every_period_gets_an_answer(manager: Client, query: str) -> None:
    assert manager.get(f"{PAGE}?{query}").status_code == 200
    assert manager.get(f"{PAGE}csv/?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "period=custom",
        "period=x",
        "locale=xx",
        "period=28&locale=el&locale=xx",
        "first=2026-01-01",
        "period=7&last=2026-01-01",
        "first=2026-02-01&last=2026-01-01",
        "first=2026-02-30&last=2026-03-01",
        "first=yesterday&last=today",
        "first=%00&locale=%ff",
        "first=0001-01-01&last=9999-12-31",
        "first=0001-01-01&last=0001-01-02",
        "first=9999-12-30&last=9999-12-31",
        "first=2024-01-01&last=2025-12-31",
    ],
)
def test_what_is_no_period_is_said_so_by_page_and_file(manager: Client, query: str) -> None:
    page = manager.get(f"{PAGE}?{query}")
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    file = manager.get(f"{PAGE}csv/?{query}")
    assert (file.status_code, file.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert file.content.strip()


def test_what_was_typed_stays_in_the_form(manager: Client) -> None:
    page = manager.get(f"{PAGE}?period=7&first=2026-02-01&last=2026-01-01&locale=el")
    assert 'value="2026-02-01"' in page.content.decode()
    assert "checked" in page.content.decode()


def test_from_and_to_are_the_period_whatever_else_is_chosen(manager: Client) -> None:
    page = manager.get(f"{PAGE}?period=28&first=2026-01-05&last=2026-01-06").content.decode()
    assert '<option value="custom" selected>' in page
    assert "Jan" in page[page.index("effort__scope") :][:200]
    file = manager.get(f"{PAGE}csv/?period=28&first=2026-01-05&last=2026-01-06")
    assert "2026-01-05-2026-01-06" in file.headers["Content-Disposition"]


def test_chosen_languages_stand_alone(manager: Client) -> None:
    page = manager.get(f"{PAGE}?locale=el").content.decode()
    table = page[page.index('id="languages"') : page.index('id="trends"')]
    assert "Ελληνικά" in table
    assert "Svenska" not in table


def test_the_file_holds_no_formula_and_no_small_cell(manager: Client) -> None:
    traffic(4, days_ago=4)
    rollups.close_days(timezone.now() - timedelta(days=2))
    reader = csv.DictReader(StringIO(manager.get(f"{PAGE}csv/").content.decode("utf-8-sig")))
    rows = {(row["name"], row["language"]): row for row in reader}
    small = rows["explicit", "el"]
    assert (small["n"], small["value"], small["suppressed"]) == ("", "", "1")
    assert rows["explicit", "all"]["suppressed"] == "1"
    assert {row["sample_data"] for row in rows.values()} == {"1"}
    traffic(3, days_ago=3)
    rollups.close_days()
    reader = csv.DictReader(StringIO(manager.get(f"{PAGE}csv/").content.decode("utf-8-sig")))
    rows = {(row["name"], row["language"]): row for row in reader}
    assert rows["explicit", "el"]["numerator"] == "7"
    assert rows["explicit", "el"]["value"] == "1.0000"


def test_the_number_of_queries_does_not_grow(manager: Client) -> None:
    def queries() -> int:
        for alias in ("default", "figures"):
            caches[alias].clear()
        with CaptureQueriesContext(connection) as captured:
            manager.get(f"{PAGE}?period=60")
        return len(captured)

    traffic(1)
    manager.get(PAGE)
    few = queries()
    for days_ago in range(2, 12):
        traffic(3, days_ago=days_ago)
    assert queries() <= few
    rollups.close_days()
    assert queries() <= few + 2


def test_closed_days_make_the_page_say_until_when_it_is_complete(manager: Client) -> None:
    traffic(1, days_ago=5)
    assert "No day of this period is complete" in manager.get(PAGE).content.decode()
    rollups.close_days()
    built = report.build(days.day_of() - timedelta(days=10), days.day_of())
    assert built.complete_until == rollups.last_closable()


def test_rolled_up_days_no_longer_need_their_steps() -> None:
    traffic(3, days_ago=5)
    rollups.close_days()
    Step.objects.all().delete()
    built = report.build(days.day_of() - timedelta(days=10), days.day_of())
    gap = next(row for row in built.rows if row.figure.key == "language_gap")
    assert gap.total.count == Count(3, 3)


def test_the_period_before_is_what_a_change_is_against() -> None:
    traffic(2, days_ago=8)
    traffic(4, days_ago=1)
    today = days.day_of()
    built = report.build(today - timedelta(days=6), today)
    first = next(row for row in built.rows if row.figure.key == "explicit")
    assert first.total.count.denominator == 4
    assert first.total.before.denominator == 2
    assert first.total.change is None


def test_the_filters_show_the_period_that_is_shown(manager: Client) -> None:
    assert '<option value="28" selected>' in manager.get(PAGE).content.decode()


def test_a_figure_says_whether_it_has_enough() -> None:
    states = [Cell(BY_KEY["explicit"], Count(0, n)).state for n in (0, 199, 200)]
    assert states == ["no data", "collecting", "enough"]


def test_every_figure_says_what_it_is_and_what_it_cannot_know() -> None:
    for figure in FIGURES:
        assert figure.numerator
        assert figure.denominator
        assert figure.cannot_know
        assert figure.definition >= 1
    numbers = {figure.number for figure in FIGURES if figure.is_compared}
    assert numbers == {"0", "1", "1b", "2", "3", "4", "5", "6", "8", "9", "10", "11"}


def test_the_page_has_no_style_or_script_of_its_own(manager: Client) -> None:
    for days_ago in range(4):
        traffic(2, days_ago=days_ago)
    page = manager.get(f"{PAGE}?period=7").content.decode()
    own = page[page.index('id="headlines"') : page.rindex("</dl>")]
    assert "<svg" in own
    assert "style=" not in own
    assert "<script" not in own
