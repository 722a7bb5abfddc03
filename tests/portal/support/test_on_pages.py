"""What readers are told: ways to get in touch, who is there, and by when an answer comes."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from portal.journal.models import Step, StepKind
from tests.factories import accounts, choosing, support

pytestmark = pytest.mark.django_db
# In Athens it is Monday, 23:58.
MONDAY = datetime(2026, 11, 30, 21, 58, tzinfo=UTC)
NUMBER = "+30 21 0123 4567"
LINK = "tel:+302101234567"
READER = {"user-agent": "Mozilla/5.0"}


@pytest.fixture
def athens() -> None:
    """One market, hours, a promise, and a telephone before the form."""
    support.market("GR")
    hours = support.hours()
    support.desk(hours, promised=6)
    support.way("phone", NUMBER, hours=hours, labels={"el": "Καλέστε μας"})
    support.way("form")
    support.way("shop", "Οδός 12, Αθήνα")


def promised(page: str) -> list[str]:
    """The moments of a page that a promise names."""
    said = re.findall(r'<p class="meta">.*?</p>', page, flags=re.DOTALL)
    return re.findall(r'datetime="([^"]+)"', " ".join(one for one in said if "#clock" in one))


@time_machine.travel(MONDAY, tick=False)
def test_the_contact_form_says_before_sending_by_when_an_answer_comes(
    client: Client, athens: None
) -> None:
    page = client.get("/el/contact/")
    assert [datetime.fromisoformat(one) for one in promised(page.text)] == [
        datetime(2026, 12, 1, 13, 0, tzinfo=UTC)
    ]


@time_machine.travel(MONDAY, tick=False)
def test_a_member_is_told_in_the_zone_they_have_chosen(client: Client, athens: None) -> None:
    client.force_login(accounts.member(time_zone="Asia/Jakarta"))
    assert promised(client.get("/id/contact/").text) == ["2026-12-01T20:00:00+07:00"]


def test_where_nothing_is_promised_nothing_is_said(client: Client) -> None:
    page = client.get("/el/contact/")
    assert promised(page.text) == []
    assert "contact-ways" not in page.text.split("</main>")[0]
    assert "ways_in" not in page.text


@time_machine.travel(MONDAY, tick=False)
def test_the_contact_page_lists_the_other_ways_in_the_owners_order(
    client: Client, athens: None
) -> None:
    page = client.get("/el/contact/").text.split("</main>")[0]
    assert page.index("Καλέστε μας") < page.index("Οδός 12, Αθήνα")
    assert f'href="{LINK}"' in page
    assert NUMBER in page
    # Who is there: not now, and from nine on.
    assert 'datetime="2026-12-01T07:00:00+00:00"' in page


@pytest.mark.parametrize("path", ["/el/", "/ar/help/", "/da/community/"])
def test_every_page_leads_to_them_and_says_nothing_that_passes(
    client: Client, athens: None, path: str
) -> None:
    footer = client.get(path).text.split("</main>")[1]
    assert f'href="{LINK}"' in footer
    assert "<time" not in footer


def test_a_change_is_on_each_page_at_once(client: Client, athens: None) -> None:
    assert client.get("/el/").text.count(LINK) == 1
    support.way("phone", "+30 21 0123 4568")
    assert "tel:+302101234568" in client.get("/el/").text


def listed(page: str) -> list[str]:
    """The ways of the page itself, and of its foot."""
    found = re.findall(r"<contact-ways>.*?</contact-ways>", page, flags=re.DOTALL)
    assert len(found) == 2
    return found


def test_with_no_market_chosen_all_ways_are_shown_and_marked(client: Client) -> None:
    support.market("GR"), support.market("NO")
    support.way("phone", NUMBER, "GR")
    support.way("phone", "+47 21 23 45 67", "NO")
    for ways in listed(client.get("/el/contact/").text):
        assert ways.index(LINK) < ways.index("Ελλάδα") < ways.index("Νορβηγία")
    choosing.choose(client, "NO")
    for ways in listed(client.get("/el/contact/").text):
        assert "tel:+4721234567" in ways
        assert LINK not in ways


def test_a_chosen_market_says_its_promise_in_every_form_of_the_page(client: Client) -> None:
    support.market("GR"), support.market("ID")
    support.desk(support.hours(), promised=6, market="GR")
    assert promised(client.get("/el/contact/").text) == []
    choosing.choose(client, "GR")
    greece = client.get("/el/contact/").text
    assert len(promised(greece)) == 1
    assert "Η χώρα σας" in greece.split("</main>")[0]
    again = client.post(
        "/el/contact/", {"message": "ok"}, headers={"sec-fetch-site": "same-origin"}
    ).text
    assert len(promised(again)) == 1


def tap(client: Client, page: str) -> int:
    address = re.search(r'ping="([^"]+)"', page)
    assert address
    return client.post(address[1], headers=READER).status_code


def test_a_tap_is_a_step_in_the_readers_language(client: Client, athens: None) -> None:
    page = client.get("/el/", headers=READER).text
    assert [tap(client, page), tap(client, page)] == [204, 204]
    step = Step.objects.get(kind=StepKind.WAY_TAKEN)
    assert (step.item_kind, step.reader_locale, step.market) == ("phone", "el", "GR")


@pytest.mark.parametrize("signed", ["x", "eyJ9", "x:y"])
def test_nobody_makes_up_a_tap(client: Client, signed: str) -> None:
    assert client.post(f"/count-tap/{signed}/").status_code == 404
    assert not Step.objects.exists()
