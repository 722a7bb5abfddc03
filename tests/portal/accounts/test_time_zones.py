"""Which time zones are offered, and whose times are told in them."""

import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.translation import override
from pydantic import ValidationError

from portal import locales
from portal.accounts import time_zones, zone_choices
from portal.settings.environment import Environment
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", locales.codes())
def test_twenty_four_come_first_each_with_a_name_of_its_own(code: str) -> None:
    with override(code):
        none, *first = zone_choices.first("")
        others = zone_choices.others()[1:]
    assert none[0] == ""
    assert [zone for zone, _ in first] == list(time_zones.FIRST)
    assert len(first) == 24
    # No city twice, no second name of a zone, no path as IANA writes it.
    told = [name for _, name in (*first, *others)]
    assert len(told) == len(set(told))
    assert [name for name in told if "/" in name or "_" in name] == []
    assert all(ZoneInfo(zone) for zone, _ in (*first, *others))


def test_the_zone_that_was_chosen_is_among_the_first() -> None:
    offered = dict(zone_choices.first("Europe/Oslo"))
    assert "Europe/Oslo" in offered
    assert "Mars/Base" not in dict(zone_choices.first("Mars/Base"))


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"time_zone": ""}, ""),
        ({"time_zone": "Asia/Jakarta"}, "Asia/Jakarta"),
        # A browser's own, by the name that it has for it, which is on no list.
        ({"time_zone": "Asia/Calcutta"}, "Asia/Calcutta"),
        ({"time_zone": "UTC", "other_time_zone": "Europe/Oslo"}, "Europe/Oslo"),
        ({"time_zone": "Asia/Jakarta", "other_time_zone": ""}, "Asia/Jakarta"),
    ],
)
def test_any_zone_that_there_is_can_be_chosen(
    client: Client, fields: dict[str, str], kept: str
) -> None:
    member = accounts.member(locale="el", time_zone="Asia/Tokyo")
    client.force_login(member)
    answer = client.post("/el/account/", {"display_name": "Ελένη", "locale": "el"} | fields)
    assert answer.status_code == 302
    member.refresh_from_db()
    assert member.time_zone == kept


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd", "localtime", "<script>"])
def test_what_is_no_zone_is_none_of_a_new_member(client: Client, zone: str) -> None:
    fields = {"display_name": "Ελένη Κ", "email": "eleni@example.com", "time_zone": zone}
    client.post("/el/account/signup/", fields | {"password1": accounts.PASSWORD})
    member = accounts.User.objects.get()
    assert member.time_zone == ""


def test_a_members_times_are_in_the_zone_they_chose_and_a_guests_have_it_named(
    client: Client,
) -> None:
    thread = factory.thread(accounts.member(), title="Κρύο σώμα")
    address = f"/el/community/t/{thread.pk}/{thread.slug}/"
    guests = Client().get(address).content.decode()
    assert re.search(r'<local-time [^>]+><time [^>]+title="[^"]+ \(UTC\)"', guests)
    client.force_login(accounts.member(time_zone="Asia/Jakarta"))
    members = client.get(address).content.decode()
    assert "local-time " not in members
    assert "+07:00" in members


def test_a_site_has_no_zone_that_there_is_none_of() -> None:
    assert Environment(reporting_time_zone="Europe/Athens").reporting_time_zone
    with pytest.raises(ValidationError, match="no time zone"):
        Environment(reporting_time_zone="Europe/Athen")
