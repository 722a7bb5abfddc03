"""Who takes an article back is told which texts link to it, in each language."""

import importlib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import ReferenceIndex

from kb import usage
from kb.models import HelpPage, Kind
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.factories.legal import legal_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
LINK = '<a linktype="article" family="kombi">x</a>'


def greek_page() -> HelpPage:
    """A page that four others link to: by its id from each kind of text, and by its number."""
    family = make_family("Καυστήρας", slug="kombi", source="el")
    page = make_page(family, "el", title="Καυστήρας")
    english = make_page(family, "en", title="Burner")
    by_number = f'<p><a linktype="page" id="{english.pk}">x</a></p>'
    texts = {
        "Αντλία": ("el", Kind.HOWTO, [("text", f"<p>{LINK}</p>")]),
        "Pumpe": ("da", Kind.FAQ, [("steps", [f"<p>{LINK}</p>"])]),
        "مضخة": ("ar", Kind.TOPIC, [("note", {"text": f"<p>{LINK}</p>"})]),
        "Pump": ("sv", Kind.HOWTO, [("text", by_number)]),
        "Ξένο": ("el", Kind.HOWTO, [("text", "<p>Τίποτα</p>")]),
    }
    for number, (title, (code, kind, body)) in enumerate(texts.items()):
        make_page(make_family(slug=f"a{number}", kind=kind), code, title=title, body=body)
    legal_page(title="Όροι", text=LINK)
    call_command("rebuild_references_index", verbosity=0)  # As the worker does after each change.
    return page


NAMED = {"Αντλία", "Pumpe", "مضخة", "Pump", "Όροι"}


@pytest.mark.parametrize("name", ["usage", "unpublish", "delete"])
def test_each_page_names_the_linking_texts_in_every_language(name: str) -> None:
    page = greek_page()
    client = browser(accounts.publisher())
    html = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).content.decode()
    assert {title for title in NAMED if title in html} == NAMED
    assert "Ξένο" not in html


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_bulk_acts_count_them(name: str) -> None:
    page = greek_page()
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", name))
    answer = browser(accounts.administrator()).get(f"{address}?id={page.pk}")
    assert answer.status_code == 200
    grouped = ReferenceIndex.get_grouped_references_to_in_bulk([page])
    assert grouped[page].count() == len(NAMED)


def test_the_linking_texts_are_one_query(django_assert_num_queries: object) -> None:
    page = greek_page()
    assert {one.title for one in usage.linking_pages(page)} == NAMED
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(usage.linking_pages(page)) == len(NAMED)


def test_a_site_that_had_no_such_references_gets_them_with_the_migration() -> None:
    page = greek_page()
    before = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path"))
    ReferenceIndex.objects.filter(to_object_id="id:kombi").delete()
    assert {one.title for one in usage.linking_pages(page)} == {"Pump"}
    migration = importlib.import_module("kb.migrations.0006_ids_and_links")
    for _run in range(2):
        migration.index_links(apps, None)
    after = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path"))
    assert after == before
