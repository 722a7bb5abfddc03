from collections.abc import Callable
from typing import Any

import pytest

from kb import tree
from kb.feedback import actions
from kb.feedback.models import Vote
from kb.models import Family, HelpPage, Kind, Product, set_topics
from kb.search_source import HelpSource
from portal.caching.models import Generation
from search.documents import Document
from search.index.models import Change
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db
SOURCE = HelpSource()


def only(key: str) -> Document:
    [document] = SOURCE.documents([key])
    return document


def test_a_document_says_all_that_search_needs() -> None:
    topics = [make_topic("Second"), make_topic("First")]
    family = make_family(
        "Pair", kind=Kind.TROUBLESHOOTING, topics=topics, products=["Hub"], markets=["NO"]
    )
    page = make_page(
        family,
        "el",
        title="Σύζευξη",
        summary="Με λίγα λόγια",
        keywords="hub, ζεύγος",
        body=[("text", "<h2>Πριν</h2><p>Ένα</p>")],
    )
    Vote.objects.create(
        family=family, voter="token:a", helpful=True, reader_locale="el", text_locale="el"
    )
    document = only("pair")
    assert document == Document(
        source="kb",
        key="pair",
        kind="article",
        locale="el",
        title="Σύζευξη",
        url="/el/help/pair/",
        summary="Με λίγα λόγια",
        keywords=("hub", "ζεύγος"),
        headings=("Πριν",),
        body="Ένα",
        audience=("public",),
        topics=("second", "first"),
        products=("hub",),
        markets=("NO",),
        changed_at=page.last_published_at,
        helpful=document.helpful,
        family="pair",
    )
    assert document.helpful == pytest.approx(0.2065, abs=1e-4)


def test_each_language_is_a_document_and_drafts_are_none() -> None:
    family = make_family("Pair")
    for code in ("en", "el", "ar"):
        make_page(family, code, live=code != "ar")
    make_page(make_family("Draft"), live=False)
    assert {document.locale for document in SOURCE.documents(["pair", "draft"])} == {"en", "el"}
    assert list(SOURCE.keys()) == ["pair"]


def test_many_documents_cost_the_same_as_one(django_assert_num_queries: Any) -> None:
    topic = make_topic()
    keys = []
    for number in range(5):
        page = make_page(make_family(f"Number {number}", topics=[topic], products=["Hub"]))
        restrict(page)
        keys.append(page.slug)
    with django_assert_num_queries(6):
        assert len(list(SOURCE.documents(keys))) == 5


def _publish(page: HelpPage) -> None:
    page.save_revision().publish()


def _move(page: HelpPage) -> None:
    page.move(tree.container("en", Kind.HOWTO), pos="first-child")


CHANGES: dict[str, Callable[[HelpPage], Any]] = {
    "publish": _publish,
    "unpublish": lambda page: page.unpublish(),
    "delete": lambda page: page.delete(),
    "move": _move,
    "restrict": restrict,
    "restrict above": lambda page: restrict(page.get_parent()),
    "topic": lambda page: set_topics(member=page.family, topics=[make_topic("New")]),
    "product": lambda page: page.family.products.set([Product.objects.create(name="A", slug="a")]),
    "product renamed": lambda page: Product.objects.get(name="Hub").save(),
    "market": lambda page: Family.objects.get(pk=page.family_id).save(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_search_and_caches_hear_of_every_change(name: str) -> None:
    page = make_page(make_family("Pair", products=["Hub"])).specific
    Change.objects.all().delete()
    stamp = Generation.objects.get().stamp
    CHANGES[name](page)
    assert Change.objects.filter(source="kb", key="pair").exists()
    assert Generation.objects.get().stamp != stamp


def test_a_draft_is_nobodys_business() -> None:
    page = make_page(make_family("Pair")).specific
    Change.objects.all().delete()
    stamp = Generation.objects.get().stamp
    page.title = "Not yet"
    page.save_revision()
    assert not Change.objects.exists()
    assert Generation.objects.get().stamp == stamp


def test_a_vote_changes_the_rank_only_when_it_is_news() -> None:
    family = make_page().family
    Change.objects.all().delete()
    said = {"revision": None, "reader_locale": "en", "text_locale": "en"}
    for _twice in range(2):
        actions.cast(family=family, voter="token:a", helpful=True, **said)
    assert Change.objects.count() == 1


def test_an_id_nobody_has_read_under_is_free_again() -> None:
    draft = make_page(make_family("Draft"), live=False)
    draft.specific.delete()
    assert not Family.objects.filter(slug="draft").exists()
    published = make_page(make_family("Published"))
    published.specific.delete()
    assert Family.objects.filter(slug="published").exists()
