"""The report for programs: by a token alone, in its account's languages, and nothing of a few."""

import csv
import json
import logging
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.effort import leaving, report
from portal.effort.models import ClosedDay, DailyFigure
from portal.feeds import ending, letters, tokens
from portal.feeds.models import ReportToken
from portal.limits import table
from tests.factories import accounts
from tests.factories.effort import Reader
from tests.portal.feeds.conftest import MONDAY, Fill

pytestmark = pytest.mark.django_db

JSON, CSV = "/api/report/", "/api/report/csv/"
PERIOD = {"first": "2026-03-02", "last": "2026-03-08"}
LATER = "2026-03-30 12:00+00:00"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


def key_of(account: User) -> str:
    return tokens.make(account, "Πίνακας", timedelta(days=30))[1]


def read(key: str, address: str = JSON, /, **query: Any) -> Any:
    headers = {"authorization": f"Bearer {key}", "accept-language": "el"}
    return Client(headers=headers).get(address, query)


def cells(answer: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (figure["key"], cell["language"]): cell
        for figure in answer.json()["figures"]
        for cell in figure["languages"]
    }


@pytest.fixture
def key(fill: Fill) -> str:
    fill(MONDAY - timedelta(days=7), search_weak={"el": (2, 20)}, requests={"el": (9, 90)})
    fill(MONDAY, search_weak={"el": (10, 20), "da": (0, 0)}, requests={"el": (9, 90)})
    return key_of(accounts.support_manager())


def test_it_tells_each_figure_as_the_registry_has_it(key: str) -> None:
    answer = read(key, **PERIOD)
    assert answer.status_code == 200
    told = answer.json()
    weak = next(figure for figure in told["figures"] if figure["key"] == "search_weak")
    assert (weak["number"], weak["form"], weak["good"]) == ("6", "rate", "down")
    assert weak["title"] == "Αναζητήσεις με αδύναμες απαντήσεις"
    cell = cells(answer)["search_weak", "el"]
    assert (cell["state"], cell["n"], cell["numerator"], cell["denominator"]) == (
        *("counted", 140),
        *(70, 140),
    )
    assert cell["low_95"] < cell["value"] == 0.5 < cell["high_95"]
    assert (cell["change"]["by"], cell["change"]["is_clear"]) == ("difference", True)
    assert cell["change"]["size"] == pytest.approx(0.4)
    assert cell["left_out"] == {
        **dict.fromkeys(("beyond_share", "asked_not_to_be_followed", "robots_and_staff"), 0),
    }
    assert told["languages"] == ["en", "nb", "da", "sv", "el", "id", "ar"]
    assert cells(answer)["search_weak", "da"]["state"] == "none"
    assert cells(answer)["search_weak", "all"]["n"] == 140


def test_nothing_of_fewer_than_five_leaves_and_no_two_periods_give_it_away(fill: Fill) -> None:
    fill(MONDAY, search_weak={"ar": (1, 2)})
    key = key_of(accounts.support_manager())
    n = {}
    for day in range(2, 9):
        period = {"first": "2026-03-02", "last": f"2026-03-{day:02}"}
        cell = cells(read(key, **period))["search_weak", "ar"]
        n[day] = cell["n"]
        assert cell["state"] == ("held back" if cell["n"] is None else "counted")
    # Three days of two each are the first block, three more the second.
    assert n == {2: None, 3: None, 4: 6, 5: 6, 6: 6, 7: 12, 8: 12}


def test_the_file_is_that_of_the_page(key: str) -> None:
    answer = read(key, CSV, **PERIOD, locale="el")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["language"] for row in rows} == {"all", "el"}
    found = {row["name"]: row for row in rows}
    assert found["search_weak"]["numerator"] == "70"


@pytest.mark.parametrize("address", [JSON, CSV])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer report_ø"])
def test_without_a_valid_token_nobody_reads_it(address: str, header: str) -> None:
    client = Client(headers={"accept-language": "da"})
    client.force_login(accounts.owner())
    answer = client.get(address, headers={"authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["error"]["reason"]


@pytest.mark.parametrize("address", [JSON, CSV])
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"locale": "xx"}, "locale"),
        ({"first": "yesterday", "last": "2026-03-08"}, "first"),
        ({"first": "2026-03-08", "last": "2026-03-02"}, None),
        ({"period": "12"}, "period"),
    ],
)
def test_what_is_no_period_or_language_is_said_as_json(
    address: str, query: dict[str, str], parameter: str | None, key: str
) -> None:
    answer = read(key, address, **query)
    assert answer.status_code == 400
    error = json.loads(answer.content)["error"]
    assert error["parameter"] == parameter
    assert error["reason"]


def test_another_language_than_the_accounts_is_refused_and_added_to_nothing(fill: Fill) -> None:
    fill(MONDAY, search_weak={"el": (3, 10), "da": (4, 10)})
    key = key_of(accounts.manager_of("el"))
    answer = read(key, **PERIOD)
    assert answer.json()["languages"] == ["el"]
    assert cells(answer)["search_weak", "all"]["n"] == 70
    for address in (JSON, CSV):
        assert read(key, address, **PERIOD, locale="da").status_code == 400
        assert "κρύο" not in read(key, address, **PERIOD).content.decode()


def test_no_answer_is_kept_or_sets_a_cookie(key: str) -> None:
    for answer in (
        read(key, **PERIOD),
        read(key, CSV, **PERIOD),
        read("x"),
        read(key, locale="x"),
    ):
        assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))
        assert not answer.cookies


@pytest.mark.parametrize("address", [JSON, CSV])
def test_it_is_only_read(address: str, key: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {key}"})
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code in {403, 405}


def loses_right(account: User) -> None:
    account.groups.clear()


def loses_export(account: User) -> None:
    group = account.groups.get()
    group.permissions.remove(group.permissions.get(codename="export_report"))


def is_suspended(account: User) -> None:
    account.suspended_at = timezone.now()
    account.save()


def is_switched_off(account: User) -> None:
    account.is_active = False
    account.save()


@pytest.mark.parametrize("at_once", [True, False], ids=["at its next use", "by the job"])
@pytest.mark.parametrize("happens", [loses_right, loses_export, is_suspended, is_switched_off])
def test_a_token_ends_with_the_right_of_its_account_and_does_not_come_back(
    happens: Any, at_once: bool
) -> None:
    account = accounts.support_manager()
    groups = list(account.groups.all())
    permissions = {group: list(group.permissions.all()) for group in groups}
    key = key_of(account)
    assert read(key).status_code == 200
    happens(account)
    if at_once:
        assert read(key).status_code == 401
    else:
        assert ending.end() == 1
    assert not ReportToken.objects.exists()
    account.groups.set(groups)
    for group, had in permissions.items():
        group.permissions.set(had)
    User.objects.update(is_active=True, suspended_at=None)
    assert read(key).status_code == 401


def test_a_token_ends_with_its_time_and_with_its_account() -> None:
    account = accounts.support_manager()
    with time_machine.travel("2026-03-01 12:00+00:00", tick=False):
        key = key_of(account)
    with time_machine.travel("2026-03-31 11:59+00:00", tick=False):
        assert read(key).status_code == 200
    with time_machine.travel("2026-03-31 12:00+00:00", tick=False):
        assert read(key).status_code == 401
    account.delete()
    assert not ReportToken.objects.exists()


def test_the_day_of_the_last_use_is_kept_and_no_more() -> None:
    with time_machine.travel(LATER, tick=False):
        read(key_of(accounts.support_manager()))
    assert ReportToken.objects.get().used_on.isoformat() == "2026-03-30"


def test_a_token_and_a_network_have_bounds_of_their_own(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = key_of(accounts.support_manager("Άλλη"))
    monkeypatch.setattr("portal.feeds.views.api.REPORT_TOKEN", ((2, "1h"),))
    statuses = [read(key, **PERIOD).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    answer = read(key, **PERIOD)
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["error"]["reason"]
    assert read(other, **PERIOD).status_code == 200
    monkeypatch.setitem(table.ACTS, "report by program", table.Limit(network=((1, "1h"),)))
    # Whoever guesses has it, and takes nothing from who need not guess.
    assert [read("x").status_code for _ in range(3)] == [401, 429, 429]
    third = key_of(accounts.support_manager("Τρίτη"))
    assert [read(third, **PERIOD).status_code for _ in range(3)] == [200, 200, 429]


def test_making_ending_and_refusing_leave_lines_without_the_key(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "portal.accounts.events")
    account = accounts.support_manager()
    key = key_of(account)
    token = ReportToken.objects.get()
    read("report_" + "x" * 43)
    tokens.revoke(token)
    lines = [record for record in caplog.records if "token" in record.message]
    assert [record.message for record in lines] == [
        *("report token made", "report token refused", "report token ended"),
    ]
    made, _refused, ended = (record.facts for record in lines)  # type: ignore[attr-defined]
    assert made["account"] == ended["account"] == account.pk
    assert ended["why"] == "revoked"
    assert key not in caplog.text
    assert not any(key in str(record.__dict__) for record in caplog.records)


def test_what_happens_on_an_open_day_changes_nothing_that_leaves_the_house(
    key: str, fill: Fill
) -> None:
    """Whoever asks after each search, vote and request of today hears the same each time."""
    period = {"first": "2026-03-02", "last": "2026-03-09"}

    def told() -> tuple[Any, ...]:
        made = letters.told(MONDAY, ("el",), at=timezone.now())
        answer = read(key, **period).json()
        del answer["made_at"]
        return answer, read(key, CSV, **period).content, leaving.figures(made.report)

    with time_machine.travel("2026-03-09 12:00+00:00", tick=False):
        DailyFigure.objects.filter(day__gt=date(2026, 3, 7)).delete()
        ClosedDay.objects.filter(day__gt=date(2026, 3, 7)).delete()
        before = told()
        assert before[0]["complete_until"] == "2026-03-07"
        for number in range(7):
            for day in (8, 9):
                who = Reader(f"198.51.{number}.7", "el")
                who.searched("κρύο νερό", f"2026-03-0{day} 09:0{number}", weak=number > 4)
                who.sends(
                    who.begins(f"2026-03-0{day} 09:1{number}"), f"2026-03-0{day} 09:2{number}"
                )
            assert told() == before
        shown = report.build(MONDAY, date(2026, 3, 9), at=timezone.now())
        assert shown.lists.failing_queries


@pytest.mark.parametrize("address", [JSON, CSV])
def test_a_token_rests_while_its_account_needs_a_second_factor_and_has_none(
    address: str, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    account = accounts.support_manager()
    key = key_of(account)
    assert read(key, address).status_code == 401
    # It is not ended: with the factor it works.
    assert ending.end() == 0
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    assert read(key, address).status_code == 200
    Authenticator.objects.all().delete()
    assert read(key, address).status_code == 401
