"""What readers can narrow a search to, taken from the help texts."""

import time
import uuid
from typing import Any

import pytest

from kb.models import HelpPage, Kind
from kb.search_facets import HelpFacets
from portal import rereading
from portal.caching import generation
from portal.caching.models import Generation
from search.queries import facets
from search.queries.facets import Choice
from tests.factories.accounts import member
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db

STRANGER = acting()


def choices(locale: str = "en", reader: Any = STRANGER) -> set[Choice]:
    return set(HelpFacets().choices(reader, locale))


def test_only_what_has_texts_is_listed_and_by_its_name_in_the_readers_language() -> None:
    heat = make_family("Heat", kind=Kind.TOPIC)
    make_page(heat, title="Heating")
    make_page(heat, "el", title="Θέρμανση")
    make_page(make_family("Empty", kind=Kind.TOPIC), title="Empty")
    make_page(make_family("Pair", topics=[heat], products=["Hub"], markets=["NO", "GR"]))
    make_family("Draft", products=["Ghost"], markets=["SE"])
    hub = Choice("product", "hub", "Hub")
    assert choices() == {
        Choice("topic", "heat", "Heating"),
        hub,
        Choice("market", "NO", "Norway"),
        Choice("market", "GR", "Greece"),
    }
    assert {Choice("topic", "heat", "Θέρμανση"), Choice("market", "GR", "Ελλάδα")} <= choices("el")
    assert Choice("topic", "heat", "Heating") in choices("ar"), "no Arabic title: a fallback's"


def test_what_is_hidden_is_listed_only_for_those_who_may_see_it() -> None:
    topic = make_family("Inside", kind=Kind.TOPIC)
    page = make_page(topic, title="Inside")
    make_page(make_family("Open", topics=[topic]))
    secret = make_page(make_family("Secret", products=["Zero"], markets=["SE"]))
    restrict(page)
    restrict(secret)
    assert choices() == set()
    assert {choice.value for choice in choices(reader=acting(member()))} == {
        "inside",
        "zero",
        "SE",
    }


def test_a_language_beyond_the_readers_reach_lists_nothing() -> None:
    make_page(make_family("Svenska", source="sv", products=["Hub"]), "sv")
    assert choices("el") == set()


def test_a_topic_with_texts_in_reach_is_listed_by_its_name_in_help_whatever_its_language() -> None:
    heat, wind = (make_topic(title, locale="da") for title in ("Varme", "Vind"))
    make_page(make_family("Pair", topics=[heat]), "el")
    make_page(make_family("Turn", topics=[wind]), "da")
    assert choices("el") == {Choice("topic", heat.slug, "Varme")}


def test_the_list_costs_one_query(django_assert_num_queries: Any) -> None:
    make_page(make_family("Pair", products=["Hub"], markets=["NO"]))
    with django_assert_num_queries(1):
        choices()


def offered() -> set[str]:
    return set(facets.offered(STRANGER, ("public",), "en")["topic"])


@pytest.fixture
def heat() -> HelpPage:
    topic = make_family("Heat", kind=Kind.TOPIC)
    make_page(make_family("Pair", topics=[topic]))
    return make_page(topic, title="Heating")


def test_what_was_listed_is_kept_at_no_cost(
    heat: HelpPage, django_assert_num_queries: Any
) -> None:
    assert offered() == {"heat"}
    with django_assert_num_queries(0):
        assert offered() == {"heat"}


@pytest.mark.parametrize("hide", [restrict, HelpPage.unpublish, HelpPage.delete])
def test_what_is_hidden_is_gone_at_the_next_search(hide: Any, heat: HelpPage) -> None:
    assert offered() == {"heat"}
    hide(heat)
    assert offered() == set()


def test_what_another_process_hid_is_gone_with_the_next_public_page(
    heat: HelpPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation.current()
    assert offered() == {"heat"}
    # As another process does it: nothing here is told.
    HelpPage.objects.filter(pk=heat.pk).update(live=False)
    Generation.objects.update(stamp=uuid.uuid4())
    assert offered() == {"heat"}
    later = time.monotonic() + generation.REREAD_AFTER
    monkeypatch.setattr(rereading, "clock", lambda: later)
    generation.current()
    assert offered() == set()


def test_what_another_process_hid_is_gone_in_seconds_where_only_searches_are_served(
    heat: HelpPage, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    generation.current()
    assert offered() == {"heat"}
    later = time.monotonic() + facets.ASK_AFTER
    monkeypatch.setattr(rereading, "clock", lambda: later)
    with django_assert_num_queries(1):
        assert offered() == {"heat"}, "one short query tells that nothing has changed"
    HelpPage.objects.filter(pk=heat.pk).update(live=False)
    Generation.objects.update(stamp=uuid.uuid4())
    later += facets.ASK_AFTER
    assert offered() == set()
