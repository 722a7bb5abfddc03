"""What Wagtail offers for our pages, by its own addresses: it works, or nobody is offered it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from kb import tree
from kb.models import Kind
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_snippet
from tests.factories.legal import legal_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
# The strongest of the groups of a new installation, and who may everything.
MAKERS: dict[str, Callable[[], User]] = {
    "publisher": accounts.publisher,
    "administrator": accounts.administrator,
    "owner": accounts.owner,
}
HELP = {"articlepage": Kind.HOWTO, "faqpage": Kind.FAQ, "topicpage": Kind.TOPIC}


def greek_pages() -> dict[str, Page]:
    """A page of each type that the site has, in Greek."""
    home = tree.ensure("el")
    found: dict[str, Page] = {page._meta.model_name: page for page in (home, legal_page())}
    for name, kind in HELP.items():
        family = make_family(f"Σελίδα {kind}", kind=kind, source="el")
        found[name] = make_page(family, "el", title=f"Σελίδα {kind}")
    found["snippetpage"] = make_snippet("Καλέστε μας.", "el")
    for child in home.get_children().specific():
        found.setdefault(child._meta.model_name, child)
    return found


def address(name: str, *pages: Page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk for page in pages])


def test_a_page_of_each_type_is_looked_at() -> None:
    site = {model._meta.model_name for model in get_page_models()}
    assert set(greek_pages()) == site - {"page", "helppage"}


@pytest.mark.walk
@pytest.mark.parametrize("who", MAKERS)
def test_nobody_is_offered_to_move_or_sort_pages_and_nobody_does(who: str) -> None:
    pages, client = greek_pages(), browser(MAKERS[who]())
    before = list(Page.objects.order_by("pk").values_list("pk", "path"))
    elsewhere = tree.ensure("da")
    for page in pages.values():
        shown = [
            client.get(reverse("wagtailadmin_explore", args=[page.pk])),
            client.get(address("edit", page)),
        ]
        for answer in shown:
            html = answer.content.decode()
            assert not [one for one in pages.values() if address("move", one) in html]
            assert "ordering=ord" not in html.replace("/cms/pages/1/?ordering=ord", "")
        refused = [
            client.get(address("move", page)),
            client.post(address("move", page), {"new_parent_page": elsewhere.pk}),
            client.post(address("move_confirm", page, elsewhere)),
            client.post(f"{address('set_page_position', page)}?position=0"),
            client.post(bulk("move", page), {"chooser": elsewhere.pk}),
        ]
        assert all(answer.status_code in {302, 403} for answer in refused[:4]), page
    after = Page.objects.filter(pk__in=[pk for pk, _path in before])
    assert list(after.order_by("pk").values_list("pk", "path")) == before


@pytest.mark.parametrize("who", MAKERS)
def test_what_the_site_rests_on_is_neither_unpublished_deleted_nor_copied(who: str) -> None:
    pages, client = greek_pages(), browser(MAKERS[who]())
    staying = {name: page for name, page in pages.items() if page.stays}
    containers = {"articleindexpage", "faqindexpage", "topicindexpage", "snippetindexpage"}
    assert set(staying) == {"homepage", *containers}
    for page in staying.values():
        html = client.get(address("edit", page)).content.decode()
        for name in ("unpublish", "delete", "copy"):
            assert address(name, page) not in html
            for answer in (client.get(address(name, page)), client.post(address(name, page))):
                assert answer.status_code in {302, 403}
        for name in ("unpublish", "delete"):
            client.post(bulk(name, page), {"include_descendants": "on"})
    for page in pages.values():
        page.refresh_from_db()
        assert page.live


def bulk(name: str, page: Page) -> str:
    return f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', name))}?id={page.pk}"


@pytest.mark.parametrize("kind", HELP.values())
def test_a_copy_is_a_draft_with_a_family_of_its_own(kind: str) -> None:
    topic = make_family("Θέματα", kind=Kind.TOPIC, source="el")
    family = make_family("Καθαρισμός", kind=kind, source="da", topics=[topic], markets=["GR"])
    page = make_page(family, "el", title="Καθαρισμός", summary="Σύνοψη", keywords="λέξη")
    client = browser(accounts.writer())
    assert address("copy", page) in client.get(address("edit", page)).content.decode()
    form = client.get(address("copy", page))
    assert form.status_code == 200
    assert "Καθαρισμός" in form.content.decode()
    answer = client.post(address("copy", page), {"title": "Αφαλάτωση"})
    made = type(page).objects.get(title="Αφαλάτωση")
    assert answer.headers["Location"] == address("edit", made)
    assert client.get(address("edit", made)).status_code == 200
    assert (made.family.slug, made.live, made.locale_id) == ("afalatosi", False, page.locale_id)
    assert made.family_id != family.pk
    assert (made.family.kind, made.family.markets) == (kind, ["GR"])
    assert made.family.source_locale_id == page.locale_id
    assert [link.topic for link in made.family.topic_links.all()] == [topic]
    assert (made.summary, made.keywords) == ("Σύνοψη", "λέξη")
    assert made.body.raw_data[0]["value"] == page.body.raw_data[0]["value"]


def test_a_copy_without_a_title_is_asked_for_one_and_a_translator_makes_none() -> None:
    page = make_page(make_family(source="en"), "el")
    answer = browser(accounts.writer()).post(address("copy", page), {"title": " "})
    assert answer.status_code == 200
    assert answer.context["form"].errors["title"]
    translator: Any = browser(accounts.translator())
    assert translator.post(address("copy", page), {"title": "x"}).status_code in {302, 403}
    assert type(page).objects.count() == 1


BAR = "wagtail-userbar"


@pytest.mark.parametrize("name", [*HELP, "legalpage"])
def test_the_checks_look_at_each_preview_and_no_readers_page_carries_their_bar(name: str) -> None:
    page = greek_pages()[name]
    client = browser(accounts.writer())
    drafted = client.get(address("view_draft", page))
    assert BAR in drafted.content.decode()
    assert "wagtailadmin/js/userbar" in drafted.content.decode()
    assert drafted.headers["Content-Security-Policy"].count("'unsafe-inline'") == 0
    for reader in (client, browser(accounts.owner()), browser()):
        shown = reader.get(page.own_address().replace("/en/", "/el/"))
        assert shown.status_code == 200
        assert BAR not in shown.content.decode()


def test_an_author_hands_an_article_in_by_words_of_their_language() -> None:
    page = make_page(make_family("Σελίδα", source="el"), "el", title="Σελίδα", live=False)
    author = browser(accounts.writer())
    shown = author.get(address("edit", page), headers={"accept-language": "el"}).content.decode()
    assert "Ζητήστε έλεγχο" in shown
    assert "Moderators" not in shown
