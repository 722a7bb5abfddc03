"""Who asks for a person gets the contact card first, in the box and on the page of results."""

from datetime import datetime

import pytest
from django.test import Client

from tests.factories import accounts, support

pytestmark = pytest.mark.django_db
CARD = "data-contact-card"


def box(client: Client, query: str, locale: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(
        "/api/suggest/", {"q": query, "locale": locale}
    ).json()["contact"]
    return found


@pytest.mark.parametrize(
    ("locale", "query"),
    [("nb", "ringe dere"), ("el", "τηλέφωνο"), ("id", "nomor telepon"), ("sv", "öppettider"),
     ("ar", "خدمة العملاء"), ("da", "jeg vil gerne klage"), ("en", "talk to a person")],
)  # fmt: skip
def test_the_card_stands_above_whatever_was_found(client: Client, locale: str, query: str) -> None:
    support.way("phone", "+30 21 0123 4567")
    support.way("form")
    page = client.get(f"/{locale}/search/", {"q": query}).text.split("</main>")[0]
    card = page.index(CARD)
    assert card < page.index("tel:+302101234567")
    assert page.find("search-results", card) != 0
    assert [one["url"] for one in box(client, query, locale)] == [
        "tel:+302101234567",
        f"/{locale}/contact/",
    ]


@pytest.mark.parametrize("query", ["phone", "telefonen parer ikke", "change phone number"])
def test_an_ordinary_search_shows_none(client: Client, query: str) -> None:
    for locale in ("en", "nb"):
        assert CARD not in client.get(f"/{locale}/search/", {"q": query}).text
        assert box(client, query, locale) == []


def test_a_site_with_no_way_but_the_form_shows_the_form(client: Client) -> None:
    page = client.get("/el/search/", {"q": "θέλω να μιλήσω με άνθρωπο"}).text.split("</main>")[0]
    assert 'href="/el/contact/"' in page[page.index(CARD) :]
    assert [one["url"] for one in box(client, "θέλω να μιλήσω με άνθρ", "el")] == ["/el/contact/"]


def test_the_box_says_who_is_there_and_by_when_an_answer_comes(client: Client) -> None:
    always = support.hours(week=[[["00:00", "24:00"]]] * 7)
    support.desk(always, promised=6)
    support.way("phone", "+30 21 0123 4567", hours=always)
    support.way("form")
    phone, form = box(client, "call you", "en")
    assert phone["notes"] == ["\u2066+30 21 0123 4567\u2069", "Open now"]
    assert "We usually answer by" in str(form["notes"])
    assert (str(phone["count"]).startswith("/count-tap/"), form["count"]) == (True, "")


@pytest.mark.parametrize("locale", ["el", "ar", "da"])
def test_the_boxs_times_are_a_guests_own_or_have_their_zone_named(
    client: Client, locale: str
) -> None:
    desk = support.hours(week=[[["00:00", "24:00"]]] * 6 + [[]])
    support.desk(desk, promised=6)
    support.way("phone", "+30 21 0123 4567", hours=desk)
    support.way("form")
    for entry in box(client, "+30 τηλέφωνο خدمة العملاء telefon", locale):
        time = entry["time"]
        assert isinstance(time, dict)
        assert datetime.fromisoformat(time["at"]).utcoffset() is not None
        assert time["told"].endswith("(UTC)")
        assert entry["notes"][-1].count(time["told"]) == 1  # type: ignore[index]
    client.force_login(accounts.member(time_zone="Asia/Jakarta"))
    for entry in box(client, "+30 τηλέφωνο خدمة العملاء telefon", locale):
        assert entry["time"] is None
        assert "(" not in entry["notes"][-1]  # type: ignore[index]
