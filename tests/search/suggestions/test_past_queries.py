"""Past searches as suggestions: which are safe, and how they are found."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal import rereading
from portal.journal import days
from portal.journal.models import Step, Visit
from search.suggestions import past_queries
from search.suggestions.models import PastQuery
from tests.factories.search import make_document

type Index = Callable[..., None]

NOW = timezone.now()


def searched(
    query: str,
    visits: int = 5,
    *,
    over: int = 2,
    locale: str = "en",
    opened: bool = True,
    ago: timedelta = timedelta(),
    weak: bool = False,
) -> None:
    """So many visits, over so many days, searched for this and perhaps opened a result."""
    for number in range(visits):
        at: datetime = NOW - ago - timedelta(days=number % over)
        day = days.day_of(at)
        visit = Visit.objects.create(day=day, key=f"{query[:16]}{number}{locale}{opened}"[:32])
        step: dict[str, Any] = {"visit": visit, "day": day, "reader_locale": locale}
        Step.objects.create(kind="search", at=at, query=query, weak=weak, **step)
        if opened:
            Step.objects.create(kind="click", at=at + timedelta(seconds=9), family="one", **step)


@pytest.fixture
def texts(index: Index) -> None:
    index(
        make_document(title="Change the battery", body="Reset the hub of the heating system."),
        make_document("el", title="Ρύθμιση ήχου", locale="el"),
        make_document("hidden", title="Project Zeus battery", audience=("members",)),
    )


@pytest.mark.usefixtures("texts")
def test_a_frequent_answered_search_is_suggested_by_its_beginning(client: Client) -> None:
    searched("Change battery")
    searched("battery", visits=9)
    assert past_queries.refresh(NOW) == 2
    assert past_queries.starting_with("chan", "en") == ["Change battery"]
    assert past_queries.starting_with("CHANGE  BATT", "en") == ["Change battery"]
    assert past_queries.starting_with("b", "en") == []
    assert past_queries.starting_with("battery", "en") == [], "it has been typed already"
    answer = client.get("/api/suggest/", {"q": "chang", "locale": "en"}).json()
    assert answer["searches"] == [
        {"query": "Change battery", "url": "/en/search/?q=Change+battery"}
    ]
    assert [one["title"] for one in answer["suggestions"]] == ["Change the battery"]
    assert answer["status"] == "2 suggestions"


@pytest.mark.django_db
def test_the_list_is_read_every_few_seconds_and_costs_nothing_between(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    now = 100.0
    monkeypatch.setattr(rereading, "clock", lambda: now)
    PastQuery.objects.create(locale="el", normal="ηχοσ", text="Ήχος", visits=9)
    assert past_queries.starting_with("ηχ", "el") == ["Ήχος"]
    # As another process's job would.
    PastQuery.objects.all().delete()
    with django_assert_num_queries(0):
        assert past_queries.starting_with("ήχο", "el") == ["Ήχος"]
    now += past_queries.REREAD_AFTER
    with django_assert_num_queries(1):
        assert past_queries.starting_with("ηχ", "el") == []


@pytest.mark.usefixtures("texts")
def test_greek_without_accents_finds_a_search_with_them_and_only_in_greek() -> None:
    searched("Ρύθμιση ήχου", visits=3, locale="el")
    searched("ρυθμιση ηχου", visits=2, locale="el")
    past_queries.refresh(NOW)
    assert past_queries.starting_with("ρυθμ", "el") == ["Ρύθμιση ήχου"]
    assert past_queries.starting_with("ΡΎΘΜΙΣΗ", "el") == ["Ρύθμιση ήχου"]
    assert past_queries.starting_with("ρυθμ", "en") == []


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("change battery", {"visits": 4}),
        ("change battery", {"over": 1}),
        ("change battery", {"opened": False}),
        ("change battery", {"weak": True}),
        ("change battery", {"ago": timedelta(days=91)}),
        ("change ••• battery", {}),
        ("battery 4711 0815 9", {}),
        ("battery for me@example.com", {}),
        ("battery Papadopoulou", {}),
        ("zeus battery", {}),
        ("batery", {}),
        ("change the battery " * 4, {}),
    ],
)
def test_what_is_rare_or_might_tell_of_somebody_is_never_suggested(
    query: str, how: dict[str, Any]
) -> None:
    searched(query, **{"visits": 20, **how})
    assert past_queries.refresh(NOW) == 0


@pytest.mark.usefixtures("texts")
def test_one_visit_counts_once_however_often_it_searched() -> None:
    searched("change battery", visits=4)
    visit = Visit.objects.first()
    for _time in range(3):
        Step.objects.create(
            visit=visit, day=NOW.date(), at=NOW - timedelta(days=3), kind="search",
            query="change battery", reader_locale="en", weak=False,
        )  # fmt: skip
    assert past_queries.refresh(NOW) == 0


@pytest.mark.usefixtures("texts")
def test_what_is_no_longer_searched_leaves_the_table() -> None:
    searched("change battery")
    past_queries.refresh(NOW)
    assert PastQuery.objects.count() == 1
    past_queries.refresh(NOW + timedelta(days=91))
    assert not PastQuery.objects.exists()


@pytest.mark.usefixtures("texts")
def test_a_search_whose_words_have_been_hidden_leaves_the_table(index: Index) -> None:
    searched("change battery")
    past_queries.refresh(NOW)
    index(make_document(title="Change the battery", audience=("members",)))
    past_queries.refresh(NOW)
    assert not PastQuery.objects.exists()
