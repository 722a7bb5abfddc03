"""Owners say when the support works, in the editors' pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.support.models import Desk, Hours, Market
from tests.factories import accounts, support

pytestmark = pytest.mark.django_db
WEEK = {f"day_{number}": "9-12, 13:00-17:00" for number in range(5)}
TYPED = {"name": "Αθήνα", "time_zone": "Europe/Athens", **WEEK, "country": "gr"}


@pytest.fixture(autouse=True)
def _settings(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


@pytest.fixture
def manager(client: Client) -> Client:
    """The browser of a support manager."""
    client.force_login(accounts.support_manager())
    return client


def test_the_support_needs_its_own_right(client: Client) -> None:
    client.force_login(accounts.publisher())
    for name in ("markets", "hours", "promises"):
        for view in ("index", "add"):
            assert client.get(reverse(f"support_{name}:{view}")).status_code == 302
    client.post(reverse("support_hours:add"), TYPED)
    assert not Hours.objects.exists()


def test_hours_are_typed_a_line_a_day(manager: Client) -> None:
    manager.post(reverse("support_hours:add"), {**TYPED, "closed": "2026-12-24\n2026-12-31"})
    hours = Hours.objects.get()
    assert hours.week == [[["09:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]
    assert (hours.country, hours.closed_days) == ("GR", ["2026-12-24", "2026-12-31"])
    page = manager.get(reverse("support_hours:edit", args=[hours.pk]))
    assert page.text.count('value="09:00-12:00, 13:00-17:00"') == 5
    assert "2026-12-24\n2026-12-31</textarea>" in page.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day_2": "9 to 5"}, "09:00-17:00"),
        ({"day_2": "17-9"}, "later than the beginning"),
        ({"closed": "Christmas"}, "Christmas"),
        ({"country": "XX"}, "not known"),
        ({"country": "DE", "subdivision": "XYZ"}, "holidays of its own"),
        ({"country": "", "subdivision": "BY"}, "of which country"),
        ({"time_zone": "Europe/Nowhere"}, "Europe/Nowhere"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    manager: Client, wrong: dict[str, str], said: str
) -> None:
    page = manager.post(reverse("support_hours:add"), {**TYPED, **wrong})
    assert page.status_code == 200
    assert said in page.text
    assert "Αθήνα" in page.text
    for typed in wrong.values():
        assert typed in page.text
    assert not Hours.objects.exists()


def test_a_promise_is_made_once_a_market_and_language(manager: Client) -> None:
    hours, market = support.hours(), support.market("GR")
    add = reverse("support_promises:add")
    for place in (market.pk, ""):
        typed = {"market": place, "language": "el", "hours": hours.pk, "promised_hours": 6}
        assert manager.post(add, typed).status_code == 302
        again = manager.post(add, {**typed, "promised_hours": 2})
        assert "There is a promise for this market and language." in again.text
    assert set(Desk.objects.values_list("promised_hours", flat=True)) == {6}


def test_nothing_is_promised_in_hours_that_never_come(manager: Client) -> None:
    hours = support.hours(week=[[] for _day in range(7)])
    page = manager.post(reverse("support_promises:add"), {"hours": hours.pk, "promised_hours": 6})
    assert "These hours have no opening yet." in page.text


def test_a_market_is_a_country_and_hours_in_use_stay(manager: Client) -> None:
    manager.post(reverse("support_markets:add"), {"code": "XX", "position": 0})
    manager.post(reverse("support_markets:add"), {"code": "GR", "position": 0})
    assert [market.code for market in Market.objects.all()] == ["GR"]
    hours = support.hours()
    support.desk(hours, promised=6, market="GR")
    assert "Greece" in manager.get(reverse("support_promises:index")).text
    manager.post(reverse("support_hours:delete", args=[hours.pk]))
    assert Hours.objects.filter(pk=hours.pk).exists()
