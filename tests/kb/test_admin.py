import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kb import tree
from kb.models import Family, HelpPage, Kind, Product
from portal.home import site
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def form(title: str, body: str = "<p>Text</p>", **fields: Any) -> dict[str, Any]:
    data = {
        "title": title,
        "summary": "",
        "keywords": "",
        "body": streamfield([("text", rich_text(body, features=["link", "bold"]))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    data["comments-TOTAL_FORMS"] = data["comments-INITIAL_FORMS"] = "0"
    del data["comments"]
    return nested_form_data(data | fields)


def latest(page: HelpPage) -> Any:
    return HelpPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def create(
    client: Client, data: dict[str, Any], model: str = "articlepage", code: str = "en"
) -> Any:
    kind = {"articlepage": "howto", "faqpage": "faq", "topicpage": "topic"}[model]
    parent = tree.container(code, kind)
    url = reverse("wagtailadmin_pages:add", args=("kb", model, parent.pk))
    return client.post(url, data)


def edit(client: Client, page: HelpPage, data: dict[str, Any]) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), data)


def test_an_editor_gives_a_title_and_gets_an_id(admin_client: Client) -> None:
    topic = make_topic()
    product = Product.objects.create(slug="hub", name="Hub")
    data = form(
        "Pair the hub",
        kind="troubleshooting",
        topics=topic.pk,
        markets="no, SE",
        **{"action-publish": "1"},
    )
    data["products"] = [product.pk]
    response = create(admin_client, data)
    assert response.status_code == 302, response.context["form"].errors
    family = Family.objects.get(slug="pair-the-hub")
    assert (family.kind, family.markets) == (Kind.TROUBLESHOOTING, ["NO", "SE"])
    assert family.source_locale.language_code == "en"
    assert [link.topic for link in family.topic_links.all()] == [topic]
    assert list(family.products.all()) == [product]
    assert family.first_published_at
    assert Client().get("/en/help/pair-the-hub/").status_code == 200


def test_the_field_of_a_title_looks_for_no_other_field(admin_client: Client) -> None:
    parent = tree.container("el", "howto")
    url = reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent.pk))
    page = admin_client.get(url).content.decode()
    title = re.search(r'<input[^>]*name="title"[^>]*>', page)
    assert title is not None
    assert "placeholder" in title[0]
    assert "w-sync" not in title[0]


def test_a_greek_title_gives_an_ascii_id_and_greek_is_its_source(admin_client: Client) -> None:
    assert create(admin_client, form("Σύζευξη"), "faqpage", "el").status_code == 302
    family = Family.objects.get(slug="syzeyxi")
    assert (family.kind, family.source_locale.language_code) == (Kind.FAQ, "el")


@pytest.mark.parametrize("slug", ["Ä", "vote", "a b"])
def test_a_bad_id_is_refused_with_a_reason(admin_client: Client, slug: str) -> None:
    response = create(admin_client, form("Title", family_slug=slug))
    assert response.status_code == 200
    assert response.context["form"].errors["family_slug"]
    assert not Family.objects.exists()


def test_an_id_that_exists_takes_the_page_in_as_a_translation(admin_client: Client) -> None:
    page = make_page(make_family(topics=[make_topic()], markets=["NO"]))
    data = form("Επαναφορά", family_slug=page.slug)
    assert create(admin_client, data, code="el").status_code == 302
    family = Family.objects.get(pk=page.family_id)
    assert (family.markets, family.topic_links.count()) == (["NO"], 1)
    assert page.family.pages.count() == 2
    response = create(admin_client, data, code="el")
    assert response.context["form"].errors["family_slug"]


def test_the_id_cannot_be_changed_once_published(admin_client: Client) -> None:
    page = make_page()
    assert edit(admin_client, page, form("New title", family_slug="other")).status_code == 302
    assert Family.objects.get().slug == "reset-your-password"
    draft = make_page(make_family("Draft"), live=False)
    assert edit(admin_client, draft, form("Draft", family_slug="other")).status_code == 302
    assert Family.objects.filter(slug="other").exists()


def test_a_circle_of_topics_is_refused_on_the_page(admin_client: Client) -> None:
    outer = make_topic("Outer")
    inner = make_topic("Inner", topics=[outer])
    response = edit(admin_client, outer.pages.get(), form("Outer", topics=inner.pk))
    assert response.status_code == 200
    assert "circle" in str(response.context["form"].errors["topics"])


def test_a_preview_shows_the_page_and_writes_nothing(admin_client: Client) -> None:
    page = make_page()
    topic = make_topic()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
    assert admin_client.post(url, form("Not yet said", topics=topic.pk)).json()["is_valid"]
    html = admin_client.get(url).content.decode()
    assert "Not yet said" in html
    assert "step-counter" not in html
    assert not page.family.topic_links.exists()
    parent = tree.container("en", "howto")
    url = reverse("wagtailadmin_pages:preview_on_add", args=("kb", "articlepage", parent.pk))
    admin_client.post(url, form("Brand new"))
    assert "Brand new" in admin_client.get(url).content.decode()
    assert Family.objects.count() == 2


def test_an_article_link_survives_the_editor(admin_client: Client) -> None:
    link = '<a linktype="article" family="pair-hub">hub</a>'
    page = make_page(body=[("text", f"<p>See {link}.</p>")])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert "/help/pair-hub/" in html
    edit(admin_client, page, form("Title", f"<p>See {link}.</p>"))
    assert link in latest(page).body[0].value.source


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("/help/pair-hub/", True),
        ("/el/help/pair-hub/", True),
        ("http://127.0.0.1:8000/ar/help/pair-hub", True),
        ("https://other.example/en/help/pair-hub/", False),
        ("/en/community/", False),
        ("/en/help/pair-hub/vote/", False),
    ],
)
def test_an_editor_links_an_article_by_any_of_its_addresses(
    admin_client: Client, address: str, is_article: bool
) -> None:
    page = make_page()
    edit(admin_client, page, form("Title", f'<p><a href="{address}">x</a></p>'))
    source = latest(page).body[0].value.source
    expected = 'linktype="article" family="pair-hub"' if is_article else f'href="{address}"'
    assert expected in source


def test_a_link_that_only_looks_like_a_page_here_is_written_as_what_it_is(
    admin_client: Client,
) -> None:
    page = make_page()
    edit(admin_client, page, form("Title", '<p><a href="/\\other.example/a">x</a></p>'))
    assert 'href="https://other.example/a"' in latest(page).body[0].value.source


def test_a_topics_members_are_put_in_order_on_its_family(admin_client: Client) -> None:
    topic = make_topic()
    first, second = make_family("First", topics=[topic]), make_family("Second", topics=[topic])
    url = reverse("wagtailsnippets_kb_family:edit", args=(topic.pk,))
    assert admin_client.get(url).status_code == 200
    links = {link.member_id: link.pk for link in topic.member_links.all()}
    data: dict[str, Any] = {
        "slug": topic.slug,
        "kind": "topic",
        "source_locale": topic.source_locale_id,
        "markets": "[]",
        "member_links-TOTAL_FORMS": "2",
        "member_links-INITIAL_FORMS": "2",
        "member_links-MIN_NUM_FORMS": "0",
        "member_links-MAX_NUM_FORMS": "1000",
    }
    for number, member in enumerate([first, second]):
        prefix = f"member_links-{number}"
        data |= {
            f"{prefix}-id": links[member.pk],
            f"{prefix}-member": member.pk,
            f"{prefix}-ORDER": 2 - number,
        }
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    assert [link.member for link in topic.member_links.order_by("place")] == [second, first]


def test_setting_up_the_site_again_changes_nothing() -> None:
    before = list(HelpPage.objects.values_list("pk"))
    from wagtail.models import Page, Site

    pages = list(Page.objects.order_by("path").values_list("path", "slug"))
    site.set_up()
    assert list(Page.objects.order_by("path").values_list("path", "slug")) == pages
    assert len(pages) == 1 + 7 * 5
    assert list(HelpPage.objects.values_list("pk")) == before
    assert Site.objects.get().root_page.slug == "en"
    homes = Page.objects.filter(depth=2)
    assert len({home.translation_key for home in homes}) == 1
