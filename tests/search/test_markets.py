"""Results for a reader of a market: other markets' texts come after, marked, and all are there."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from portal.deflection import suggesting
from portal.deflection.models import Attempt
from search.service import search
from tests.factories import choosing, support
from tests.factories.actors import acting
from tests.factories.search import make_document

type Index = Callable[..., None]
TITLES = {"norway": ("NO",), "greece": ("GR",), "all": (), "north": ("NO", "SE")}


@pytest.fixture
def batteries(index: Index) -> None:
    """The best two are for Norway, by their titles."""
    index(
        *(
            make_document(
                key, title="Μπαταρία" if "no" in key else f"Μπαταρία {key}",
                locale="el", body="μπαταρία", markets=markets,
            )
            for key, markets in TITLES.items()
        )
    )  # fmt: skip


def found(market: str, **how: int) -> list[str]:
    return [hit.id for hit in search(query="μπαταρία", locale="el", market=market, **how).results]


@pytest.mark.usefixtures("batteries")
def test_other_markets_come_after_in_the_order_that_they_had() -> None:
    plain = found("")
    assert set(plain[:2]) == {"norway", "north"}
    greek = found("GR")
    assert greek == [key for key in plain if "no" not in key] + plain[:2]
    assert found("NO") == [key for key in plain if key != "greece"] + ["greece"]


@pytest.mark.usefixtures("batteries")
def test_nothing_is_lost_and_nothing_twice_over_the_pages() -> None:
    for market in ("", "GR", "NO", "SE", "DE"):
        pages = [key for page in (1, 2, 3) for key in found(market, page=page, page_size=2)]
        assert pages == found(market)
        assert sorted(pages) == sorted(TITLES)


@pytest.mark.usefixtures("batteries")
def test_a_hit_knows_whom_it_is_for() -> None:
    for market, elsewhere in (
        ("GR", {"norway", "north"}),
        ("", set()),
        ("SE", {"norway", "greece"}),
    ):
        hits = search(query="μπαταρία", locale="el", market=market).results
        assert {hit.id for hit in hits if hit.is_elsewhere} == elsewhere
        assert {hit.id: hit.markets for hit in hits} == TITLES


def test_in_other_languages_too(index: Index) -> None:
    index(
        make_document("norway", title="Battery", markets=("NO",)),
        make_document("greece", title="Battery charge", markets=("GR",)),
    )
    assert [hit.id for hit in search(query="battery", locale="el", market="GR").results] == [
        "greece",
        "norway",
    ]


@pytest.mark.usefixtures("batteries")
def test_by_date_the_order_is_the_readers_own_wish() -> None:
    plain = [hit.id for hit in search(query="μπαταρία", locale="el", newest_first=True).results]
    dated = search(query="μπαταρία", locale="el", newest_first=True, market="GR").results
    assert [hit.id for hit in dated] == plain


@pytest.fixture
def reader(client: Client) -> Client:
    support.market("GR"), support.market("NO")
    choosing.choose(client, "GR")
    return client


@pytest.mark.usefixtures("batteries")
def test_the_page_and_the_box_agree_and_both_mark(reader: Client) -> None:
    page = reader.get("/el/search/", {"q": "μπαταρία"})
    hits = [hit.id for hit, _click in page.context["hits"]]
    box = reader.get("/api/suggest/", {"q": "μπαταρία", "locale": "el"}).json()["suggestions"]
    assert [one["id"] for one in box] == hits == found("GR")
    marks = {one["id"]: one["mark"] for one in box}
    assert "Νορβηγία" in marks["norway"]
    assert marks["greece"] == marks["all"] == ""
    assert page.text.count("data-for-markets") == 2


@pytest.mark.usefixtures("batteries")
def test_with_none_chosen_each_says_whom_it_is_for(client: Client) -> None:
    support.market("GR"), support.market("NO")
    page = client.get("/el/search/", {"q": "μπαταρία"}).text
    assert page.count("data-for-markets") == 3
    box = client.get("/api/suggest/", {"q": "μπαταρία", "locale": "el"}).json()["suggestions"]
    assert sum(bool(one["mark"]) for one in box) == 3


@pytest.mark.usefixtures("batteries")
def test_programs_are_told_the_markets_and_get_the_order_of_all(reader: Client) -> None:
    answer = reader.get("/api/search/", {"q": "μπαταρία", "locale": "el"}).json()["results"]
    assert [one["id"] for one in answer] == found("")
    assert {one["id"]: tuple(one["markets"]) for one in answer} == TITLES


@pytest.mark.usefixtures("batteries")
@pytest.mark.parametrize("kind", Attempt.Kind)
def test_the_forms_suggest_the_readers_own_first(kind: Attempt.Kind) -> None:
    reader = acting(language="el", market="GR")
    shown = suggesting.suggest(reader, kind, uuid4(), texts=["μπαταρία"], locale="el")
    assert [one.hit.id for one in shown] == found("GR")
