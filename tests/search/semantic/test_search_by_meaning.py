"""From a text to an answer found by its meaning, with the real model."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from search import engines
from search.index import catching_up, embedding, rebuilding
from search.semantic import asking
from search.semantic.embedder import Embedder
from search.semantic.models import Embedding, SpaceInUse, Unembedded
from search.service import search
from search.tuning.models import InForce
from tests.factories.search import ListSource, make_document
from tests.search.semantic.conftest import AT, CHOSEN, free_port

type Index = Callable[..., None]

BATTERY = make_document(
    "battery",
    title="Batteriet løber hurtigt tør",
    summary="Skru ned for skærmens lysstyrke, og luk programmer, så batteriet holder længere.",
    locale="da",
)
OTHERS = (
    make_document("printer", title="Printeren udskriver ikke", locale="da"),
    make_document("network", title="Δεν βλέπω το ασύρματο δίκτυο", locale="el"),
    make_document("language", title="Αλλαγή γλώσσας", locale="el"),
)
DRAINED = "γιατί αδειάζει τόσο γρήγορα η μπαταρία του υπολογιστή"


@pytest.fixture
def embedded(index: Index, space: Embedder) -> None:
    """Some texts in the index, with their vectors."""
    index(BATTERY, *OTHERS)
    embedding.embed_lacking(AT, longest=600)
    catching_up.catch_up(engines.engine())


def test_a_greek_query_finds_an_article_that_exists_only_in_danish(embedded: None) -> None:
    hit = search(query=DRAINED, locale="el").results[0]
    assert (hit.id, hit.locale, hit.is_foreign) == ("battery", "da", True)
    assert hit.url == "/el/help/battery/"


def test_the_worker_waits_for_the_meaning_that_comes_too_late_for_a_reader(
    embedded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "READING", 0.0)
    assert search(query=DRAINED, locale="el").total == 0
    assert [hit.id for hit in search(query=DRAINED, locale="el", at_work=True).results] == [
        "battery"
    ]


def test_what_may_not_be_seen_is_not_found_by_its_meaning(index: Index, space: Embedder) -> None:
    index(make_document("secret", title=BATTERY.title, locale="da", audience=("members",)))
    embedding.embed_lacking(AT, longest=600)
    catching_up.catch_up(engines.engine())
    assert search(query=DRAINED, locale="el").total == 0
    member = search(query=DRAINED, locale="el", audience=("public", "members"))
    assert [hit.id for hit in member.results] == ["secret"]


def test_a_family_of_the_readers_language_appears_once_in_that_language(
    index: Index, space: Embedder
) -> None:
    index(BATTERY, make_document("battery", title="Η μπαταρία αδειάζει", locale="el"), *OTHERS)
    embedding.embed_lacking(AT, longest=600)
    catching_up.catch_up(engines.engine())
    found = [
        hit.locale for hit in search(query=DRAINED, locale="el").results if hit.id == "battery"
    ]
    assert found == ["el"]


def test_texts_are_found_by_their_words_until_they_are_embedded(
    index: Index, space: Embedder
) -> None:
    index(BATTERY)
    assert [hit.id for hit in search(query="batteriet", locale="da").results] == ["battery"]
    assert search(query=DRAINED, locale="el").total == 0
    assert Unembedded.objects.count() == 1


def test_an_unchanged_text_is_never_embedded_again(
    embedded: None, source: ListSource, index: Index
) -> None:
    before = set(Embedding.objects.values_list("pk", flat=True))
    index(BATTERY)
    rebuilding.rebuild(engines.engine())
    assert not Unembedded.objects.exists()
    assert set(Embedding.objects.values_list("pk", flat=True)) == before
    assert search(query=DRAINED, locale="el").results[0].id == "battery"
    assert not rebuilding.reconcile(engines.engine(), repair=False)


def test_a_changed_text_is_embedded_anew(embedded: None, index: Index) -> None:
    index(make_document("battery", title="Sådan rengør du skærmen", locale="da"))
    assert Unembedded.objects.count() == 1
    assert embedding.embed_lacking(AT, longest=600) == 1
    assert not Unembedded.objects.exists()


def test_embedding_is_done_again_when_it_was_cut_short(
    index: Index, space: Embedder, settings: Settings
) -> None:
    index(BATTERY)
    working = settings.EMBEDDINGS
    settings.EMBEDDINGS = CHOSEN | {"url": f"http://127.0.0.1:{free_port()}/v1"}
    assert embedding.embed_lacking(AT, longest=600) == 0
    assert Unembedded.objects.count() == 1
    settings.EMBEDDINGS = working
    assert embedding.embed_lacking(AT, longest=600) == 1
    # Done twice, it changes nothing.
    assert embedding.embed_lacking(AT, longest=600) == 0


def test_after_a_change_of_model_every_text_is_embedded_anew(embedded: None) -> None:
    SpaceInUse.objects.update(name="384-before")
    Embedding.objects.update(space="384-before", made_at=AT - embedding.KEEP_UNUSED * 2)
    assert embedding.embed_lacking(AT, longest=600) == 4
    assert embedding.prune(AT) > 0
    assert not Embedding.objects.filter(space="384-before").exists()


def test_vectors_of_texts_that_are_gone_are_forgotten(embedded: None, source: ListSource) -> None:
    source.remove("battery")
    assert embedding.prune(AT) == 0
    assert embedding.prune(AT + embedding.KEEP_UNUSED * 2) > 0


def test_an_embedder_that_is_away_costs_no_answer(embedded: None, settings: Settings) -> None:
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": f"http://127.0.0.1:{free_port()}/v1"}
    results = search(query="batteriet", locale="da")
    assert [hit.id for hit in results.results] == ["battery"]
    assert not results.degraded


@pytest.mark.parametrize("page_size", [3, 7])
def test_pages_by_meaning_neither_repeat_nor_lose_a_hit(
    page_size: int, index: Index, space: Embedder
) -> None:
    index(
        *(make_document(f"n{n}", title=f"Battery life {n % 3}") for n in range(30)),
        *(make_document(f"f{n}", title="Batteriets levetid", locale="sv") for n in range(4)),
    )
    embedding.embed_lacking(AT, longest=600)
    catching_up.catch_up(engines.engine())
    index(*(make_document(f"w{n}", title=f"Battery {n}") for n in range(30)))
    total = search(query="battery life", locale="en", page_size=page_size).total
    pages = [
        search(query="battery life", locale="en", page=page, page_size=page_size)
        for page in range(1, -(-total // page_size) + 1)
    ]
    ids = [hit.id for page in pages for hit in page.results]
    assert len(ids) == len(set(ids)) == total > page_size
    assert {page.total for page in pages} == {total}


def test_a_search_by_meaning_costs_no_query_once_the_space_is_known(embedded: None) -> None:
    search(query="strøm", locale="da")
    with CaptureQueriesContext(connection) as done:
        search(query="lyset er væk", locale="da")
    # Once in a second the tuning is looked at, with or without meaning.
    assert not [one for one in done if InForce._meta.db_table not in one["sql"]]
