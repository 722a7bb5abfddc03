"""Machines at the desk, in the list of articles, and on a page of their own."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kb.models import HelpPage
from kb.translation.desk.places import Place
from kb.translation.machine import asking
from kb.translation.machine.models import Fill
from kb.translation.segments import Origin
from portal.accounts import personal_data
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.factories.machines import Machine

pytestmark = pytest.mark.django_db


class Desk:
    """The desk of the Norwegian text, and the browser of somebody at it."""

    def __init__(self, place: Place, user: User) -> None:
        self.place = place
        self.client = Client()
        self.client.force_login(user)
        where = [place.family.slug, place.locale.language_code]
        self.address = reverse("kb_desk", args=where)
        self.machine = reverse("kb_desk_machine", args=where)

    def page(self) -> Any:
        return self.client.get(self.address)

    def row(self, source: str) -> Any:
        return next(row for row in self.page().context["rows"] if row.source == source)

    def form(self, **typed: str) -> dict[str, str]:
        sent = {}
        for row in self.page().context["rows"]:
            sent |= {f"text-{row.name}": row.text, f"version-{row.name}": row.version}
        return sent | typed

    def press(self, machine: str, **typed: str) -> Any:
        return self.client.post(self.machine, self.form(**typed) | {"machine": machine})

    def texts(self) -> dict[str, tuple[str, Any]]:
        return {
            one.source: (one.translation, one.origin) for one in self.place.segments().values()
        }


@pytest.fixture
def desk(machine: Machine, place: Place, publisher: User) -> Desk:
    return Desk(place, publisher)


def test_one_sentence_is_translated_at_once_and_what_was_typed_meanwhile_is_saved(
    desk: Desk,
) -> None:
    wait, on = desk.row("Vent 10 minutter.").name, desk.row("Er den tændt?").name
    assert "Translate by machine" in desk.page().text
    desk.press(wait, **{f"text-{on}": "Er den på?"})
    assert desk.texts()["Vent 10 minutter."] == ("VENT 10 MINUTTER.", Origin.MACHINE)
    assert desk.texts()["Er den tændt?"] == ("Er den på?", Origin.TYPED)
    assert "A machine translated this." in desk.page().text


def test_a_text_that_a_person_wrote_stays_whatever_is_pressed(desk: Desk) -> None:
    on = desk.row("Er den tændt?").name
    desk.press(on, **{f"text-{on}": "Er den på?"})
    assert desk.texts()["Er den tændt?"] == ("Er den på?", Origin.TYPED)


def test_a_sentence_that_the_article_has_no_more_leads_back_to_the_desk(desk: Desk) -> None:
    assert desk.press("no-such-sentence").status_code == 302


@pytest.mark.parametrize(
    ("status", "words"), [(503, "Try again later."), (403, "The machine refused.")]
)
def test_a_machine_that_does_not_translate_says_why(
    desk: Desk, machine: Machine, status: int, words: str
) -> None:
    machine.status = status
    name = desk.row("Er den tændt?").name
    assert desk.press(name).status_code == 302
    assert words in desk.page().text


def test_the_article_is_filled_in_the_background_with_progress_and_confirmed_as_a_whole(
    desk: Desk,
) -> None:
    desk.press("all")
    assert "A machine is translating this article." in desk.page().text
    asking.go_on()
    page = desk.page().text
    assert "I have read all of it: it is right" in page
    assert "Fill what is missing by machine" not in page
    desk.press("confirm")
    assert {origin for _text, origin in desk.texts().values()} == {Origin.TYPED}
    assert "I have read all of it" not in desk.page().text


def test_without_an_engine_for_the_languages_nothing_is_offered(desk: Desk, settings: Any) -> None:
    settings.MACHINE_TRANSLATION = settings.MACHINE_TRANSLATION | {"rules": ()}
    assert "by machine" not in desk.page().text
    assert desk.press("all").status_code == 404
    assert not Fill.objects.exists()


def test_whoever_translates_another_language_asks_for_nothing(place: Place) -> None:
    desk = Desk(place, accounts.translator(into="el"))
    assert desk.client.post(desk.machine, {"machine": "all"}).status_code in {302, 403}
    assert not Fill.objects.exists()


def test_many_articles_are_begun_and_filled_with_a_plan_first(
    machine: Machine, place: Place, publisher: User
) -> None:
    other = make_family("Pumpe", slug="pumpe", source="da")
    make_page(other, "da", title="Pumpen")
    hidden = make_family("Kladde", slug="kladde", source="da")
    make_page(hidden, "da", title="Kladde", live=False)
    client = Client()
    client.force_login(publisher)
    numbers = [place.family.pk, other.pk, hidden.pk]
    address = reverse("wagtail_bulk_action", args=["kb", "family", "machine"])
    address += "?next=/cms/&" + "&".join(f"id={number}" for number in numbers)
    plan = client.post(address, {"languages": ["nb"]})
    assert "Only what everybody may read is sent to a machine" in plan.text
    assert not Fill.objects.exists()
    client.post(address, {"languages": ["nb"], "planned": plan.context["planned"]})
    assert set(Fill.objects.values_list("family", flat=True)) == {place.family.pk, other.pk}
    assert asking.go_on() == 2
    assert HelpPage.objects.get(family=other, locale=place.locale).draft_title == "PUMPEN"


def test_a_page_says_what_was_asked_for_and_what_it_costs(desk: Desk) -> None:
    desk.press("all")
    asking.go_on()
    page = desk.client.get(reverse("kb_machines")).text
    assert "LibreTranslate" in page
    assert "500,000" in page
    assert "Translated, to be reviewed" in page


def test_what_somebody_asked_for_is_theirs_to_have_and_to_be_forgotten(
    desk: Desk, publisher: User
) -> None:
    desk.press("all")
    [asked] = personal_data.export(publisher)["machines"]
    assert (asked["article"], asked["language"]) == ("hub", "nb")
    personal_data.erase(publisher)
    assert Fill.objects.get().asked_by is None
    assert asking.go_on() == 1
