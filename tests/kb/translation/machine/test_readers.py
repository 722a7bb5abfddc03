"""What readers of an unread text see, in their language; and the mistakes that they report."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from kb.feedback.models import Reason, Vote
from kb.models import LanguageRule
from kb.models.reviewing import Unread
from kb.translation.desk.places import Place
from kb.translation.machine import asking
from portal import actors
from portal.accounts.models import User
from tests.factories.machines import Machine
from tests.kb.translation.machine.conftest import Worker

pytestmark = pytest.mark.django_db

ARTICLE, MISTAKE = "/nb/help/hub/", "/nb/help/hub/mistake/"
ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def published(machine: Machine, worker: Worker, place: Place, publisher: User) -> Place:
    LanguageRule.objects.create(locale=place.locale, unread=Unread.STRAIGHT_AWAY)
    worker.filled(place, publisher)
    return place


def notice(code: str = "nb") -> str:
    with override(code):
        return gettext("Translated by a machine, not yet read by a person")


def test_readers_are_told_with_the_original_and_a_way_to_report_a_mistake(
    published: Place,
) -> None:
    page = Client().get(ARTICLE)
    assert notice() in page.text
    assert '<a href="/da/help/hub/" hreflang="da">' in page.text
    assert f'href="{MISTAKE}"' in page.text
    assert '<link rel="alternate" hreflang="nb"' in page.text
    assert not page.cookies
    assert notice() not in Client().get("/da/help/hub/").text


def test_the_notice_goes_at_once_from_cached_pages_when_a_person_says_it_is_right(
    published: Place, publisher: User
) -> None:
    assert notice() in Client().get(ARTICLE).text
    asking.confirm(published, by=actors.on_behalf_of(publisher))
    assert notice() not in Client().get(ARTICLE).text


def test_readers_of_another_language_who_fall_back_to_it_are_told_in_theirs(
    published: Place,
) -> None:
    assert notice("sv") in Client().get("/sv/help/hub/").text


@pytest.mark.parametrize(("helpful", "reason"), [("no", Reason.LANGUAGE), ("yes", "")])
def test_a_mistake_is_a_comment_to_the_articles_votes(
    published: Place, helpful: str, reason: str
) -> None:
    sent = {"comment": "«Knap» er ikke norsk", "helpful": helpful}
    assert Client().get(MISTAKE).status_code == 200
    assert (
        Client().post(MISTAKE, sent, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    )
    vote = Vote.objects.get()
    assert (vote.helpful, vote.reason) == (helpful == "yes", reason)
    assert (vote.comment, vote.text_locale) == ("«Knap» er ikke norsk", "nb")
    assert vote.revision is not None


def test_what_a_voter_said_before_stays_beside_the_mistake(published: Place) -> None:
    client = Client()
    for words in ("Første feil", "Andre feil", "Andre feil"):
        client.post(MISTAKE, {"comment": words, "helpful": "no"}, headers=ORIGIN)
    assert Vote.objects.get().comment == "Første feil\nAndre feil"


def test_what_is_typed_is_kept_where_something_is_missing(published: Place) -> None:
    page = Client().post(MISTAKE, {"comment": "«Knap» er ikke norsk"}, headers=ORIGIN)
    assert page.status_code == 400
    assert "«Knap» er ikke norsk" in page.text
    assert not Vote.objects.exists()


def test_there_is_nothing_to_report_of_what_is_not_there(published: Place) -> None:
    assert Client().get("/nb/help/no-such-article/mistake/").status_code == 404
