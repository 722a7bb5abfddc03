"""What to translate first, for whom, and what a language's page tells of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.models import Family, HelpPage
from kb.states import Currency
from kb.translation import need
from kb.translation.matrix import worklist
from kb.translation.need import Met
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_topic
from tests.factories.translation import state

pytestmark = pytest.mark.django_db
GREEK = "/cms/help/translations/in/el/"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Iterator[None]:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    before = list(need._look)
    yield
    need._look[:] = before


def met(**of: Met) -> None:
    """What readers of Greek met, by the article."""
    need.register(lambda codes: {code: of if code == "el" else {} for code in codes})


def waiting(slug: str, words: int = 100, *, days_ago: int = 0, **fields: Any) -> Family:
    """An article that readers have in English, and lack in Greek."""
    made = make_family(slug, slug=slug, **fields)
    make_page(made, title=slug, live="at once")
    at = timezone.now() - timedelta(days=days_ago)
    Family.objects.filter(pk=made.pk).update(first_published_at=at, source_changed_at=at)
    for code in ("da", "el"):
        state(made, code, Currency.MISSING, words)
    return made


def whole() -> worklist.Worklist:
    return worklist.of("el", need.met(["el"])["el"])


def order() -> list[str]:
    return [one.slug for one in whole().ranked]


def get(user: User, address: str = GREEK) -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_what_most_readers_lack_for_the_fewest_words_stands_first() -> None:
    waiting("long", 2_000)
    waiting("short", 60)
    waiting("unread", 5)
    met(long=Met(fallback=40), short=Met(fallback=12))
    assert order() == ["short", "long", "unread"]
    assert whole().is_by_need


def test_what_is_current_a_source_or_not_yet_published_is_no_work() -> None:
    state(waiting("done"), "el", Currency.CURRENT)
    state(waiting("own"), "el", Currency.SOURCE)
    state(waiting("hand"), "el", Currency.BY_HAND)
    Family.objects.filter(pk=waiting("draft").pk).update(first_published_at=None)
    state(waiting("late"), "el", Currency.OUTDATED, 9)
    assert order() == ["late"]


def test_a_house_without_figures_has_the_order_of_its_topics_and_of_what_changed_last() -> None:
    met()
    topic = make_topic("Heating")
    waiting("loose")
    waiting("first", topics=[topic], days_ago=9)
    waiting("second", topics=[topic])
    waiting("older", days_ago=9)
    state(topic, "el", Currency.CURRENT)
    assert order() == ["first", "second", "loose", "older"]
    html = get(accounts.translator(), f"{GREEK}worklist/")
    assert "nothing was counted that readers missed" in html


def test_the_first_few_are_those_of_the_whole_list() -> None:
    for number, slug in enumerate(("a", "b", "c", "d", "e")):
        waiting(slug, 100 + number, days_ago=number)
    met(d=Met(fallback=9), e=Met(wrote=9))
    assert [one.slug for one in worklist.first(["el"], 3)] == order()[:3] == ["e", "d", "a"]
    met()
    assert [one.slug for one in worklist.first(["el"], 3)] == order()[:3] == ["a", "b", "c"]


def test_a_translator_reads_why_and_begins_and_an_author_begins_drafts_too() -> None:
    waiting("hub", 240)
    met(hub=Met(fallback=31))
    words = "In the last 28 days 31 readers got this in English instead; 240 words to translate."
    html = get(accounts.translator())
    assert words in html
    assert "/cms/help/desk/hub/el/" in html
    # Of a draft only who submits begins a translation.
    HelpPage.objects.update(live=False)
    assert "/cms/help/desk/" not in get(accounts.translator("Tra Two"))
    assert "/cms/help/desk/hub/el/" in get(accounts.writer())


def test_a_language_tells_its_states_its_readers_and_its_translators() -> None:
    state(waiting("hub"), "el", Currency.CURRENT)
    waiting("lamp", 240)
    accounts.translator("Δάφνη Λ.")
    accounts.translator("Bo K.", into="da")
    met(hub=Met(outdated=2), lamp=Met(fallback=12))
    html = get(accounts.translator("Tra Two"))
    assert "50.0% is up to date: 1 of 2 articles." in html
    assert "/cms/help/translations/?language=el&amp;state=missing" in html
    assert "Articles in another language: 12 times." in html
    assert "Outdated translations: fewer than 5 times." in html
    assert "Δάφνη Λ." in html
    assert "Bo K." not in html
    assert f"{GREEK}worklist/" in html


@pytest.mark.parametrize("address", [GREEK, f"{GREEK}worklist/"])
def test_a_languages_pages_take_few_queries_however_much_there_is_to_do(address: str) -> None:
    client = Client()
    client.force_login(accounts.translator())
    waiting("hub")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    client.get(address)
    few = queries()
    for number in range(8):
        waiting(f"more-{number}")
    assert queries() == few <= 15


def test_no_page_is_of_a_language_that_the_site_has_not() -> None:
    client = Client()
    client.force_login(accounts.translator())
    assert client.get("/cms/help/translations/in/xx/").status_code == 404
    assert client.get("/cms/help/translations/in/xx/worklist/").status_code == 404


def test_the_start_page_says_into_which_language_and_names_no_text_that_is_only_reviewed() -> None:
    waiting("hub", 60)
    reviewed = waiting("lamp", 0)
    state(reviewed, "el", Currency.NEEDS_REVIEW, 0)
    html = get(accounts.translator(), "/cms/")
    assert "Translate “hub” into Greek" in html
    assert "lamp" not in html
