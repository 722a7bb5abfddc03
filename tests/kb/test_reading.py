import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from kb.models import HelpPage, Kind, set_topics
from kb.reading import SignInNeeded, Unknown, resolve
from portal.caching.testing import forget_pages
from portal.home import site
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db


def get(client: Client, path: str, status: int = 200, **more: Any) -> str:
    response = client.get(path, **more)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def queries(client: Client, path: str) -> int:
    client.get(path)  # warms what is kept for the whole process
    forget_pages()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_an_article_is_read_in_the_readers_language(client: Client) -> None:
    family = make_family()
    make_page(family)
    make_page(family, "el", title="Επαναφορά κωδικού")
    html = get(client, "/el/help/reset-your-password/")
    assert '<h1 class="page-title" dir="auto">Επαναφορά κωδικού</h1>' in html
    assert 'data-trail-kind="article" data-trail-id="reset-your-password"' in html
    assert 'data-trail-title="Επαναφορά κωδικού"' in html
    assert "noindex" not in html
    assert "step-counter" in html


def test_the_languages_of_an_article_are_linked_and_no_others(client: Client) -> None:
    family = make_family()
    for code in ("en", "el", "ar"):
        make_page(family, code)
    html = get(client, "/el/help/reset-your-password/")
    found = dict(re.findall(r'hreflang="([\w-]+)" href="http://[^/]+(/[^"]+)"', html))
    assert found == {
        "en": "/en/help/reset-your-password/",
        "el": "/el/help/reset-your-password/",
        "ar": "/ar/help/reset-your-password/",
        "x-default": "/en/help/reset-your-password/",
    }
    menu = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang', html)
    assert {code for _url, code in menu} == {"en", "el", "ar"}


@pytest.mark.parametrize(
    ("reader", "existing", "source", "expected"),
    [
        ("nb", ["en", "da", "sv"], "en", "da"),
        ("nb", ["en", "sv"], "en", "sv"),
        ("el", ["en", "nb"], "nb", "en"),
        ("el", ["nb", "ar"], "nb", "nb"),
        ("ar", ["ar", "en"], "en", "ar"),
    ],
)
def test_a_missing_language_falls_back_along_the_chain_then_to_the_source(
    reader: str, existing: list[str], source: str, expected: str
) -> None:
    family = make_family(source=source)
    for code in existing:
        make_page(family, code)
    assert resolve(family.slug, reader, acting()).text_locale == expected


def test_a_fallback_says_so_and_is_not_for_search_engines(client: Client) -> None:
    family = make_family(source="ar")
    make_page(family, "ar", title="إعادة تعيين")
    html = get(client, f"/sv/help/{family.slug}/")
    assert '<meta name="robots" content="noindex">' in html
    assert re.search(r'rel="canonical" href="http://[^"]+/ar/help/', html)
    assert '<article lang="ar" dir="rtl">' in html
    assert "العربية" in main_of(html)
    assert 'hreflang="x-default"' not in html


def test_a_text_in_a_language_without_addresses_is_still_a_fallback(client: Client) -> None:
    family = make_family(source="fr")
    make_page(family, "fr", title="Réinitialiser")
    html = get(client, f"/en/help/{family.slug}/")
    assert '<article lang="fr" dir="ltr">' in html
    assert "français" in html
    assert "canonical" not in html


@pytest.mark.parametrize(
    "path", ["nothing/", "UPPER/", "a_b/", "%00/", "a%0d%0ab/", f"{'x' * 5000}/", "%ed%a0%80/"]
)
def test_an_unknown_id_leads_to_a_page_not_found(client: Client, path: str) -> None:
    response = client.get(f"/el/help/{path}")
    assert response.status_code == 404
    assert b"</html>" in response.content


def test_drafts_and_aliases_are_not_read(client: Client) -> None:
    family = make_family()
    page = make_page(family, live=False)
    get(client, f"/en/help/{family.slug}/", 404)
    page.get_latest_revision().publish()
    get(client, f"/en/help/{family.slug}/")
    HelpPage.objects.get(pk=page.pk).unpublish()
    get(client, f"/en/help/{family.slug}/", 404)


def test_private_articles_ask_strangers_to_sign_in(client: Client, django_user_model: Any) -> None:
    page = make_page()
    restrict(page)
    response = client.get(f"/en/help/{page.slug}/")
    assert response.status_code == 302
    assert response.url == f"/en/account/login/?next=/en/help/{page.slug}/"
    client.force_login(django_user_model.objects.create_user("a@example.com"))
    response = client.get(f"/en/help/{page.slug}/")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


def test_members_of_no_group_learn_nothing_of_a_groups_article(django_user_model: Any) -> None:
    page = make_page()
    group = Group.objects.create(name="Partners")
    restrict(page, group)
    user = django_user_model.objects.create_user("a@example.com")
    with pytest.raises(Unknown):
        resolve(page.slug, "en", acting(user))
    with pytest.raises(SignInNeeded):
        resolve(page.slug, "en", acting())
    user.groups.add(group)
    assert resolve(page.slug, "en", acting(user)).page.pk == page.pk


def test_nobody_reads_behind_a_shared_password(client: Client) -> None:
    page = make_page()
    restrict(page, kind=PageViewRestriction.PASSWORD)
    get(client, f"/en/help/{page.slug}/", 404)


def test_a_private_language_gives_way_to_a_public_one() -> None:
    family = make_family()
    make_page(family)
    restrict(make_page(family, "el"))
    assert resolve(family.slug, "el", acting()).text_locale == "en"


def test_a_topic_lists_topics_first_and_marks_what_is_foreign(client: Client) -> None:
    outer = make_topic("Heating")
    make_page(outer, "el", title="Θέρμανση")
    article = make_family("Article", topics=[outer])
    make_page(article, title="Only English")
    make_page(make_family("Faq", kind=Kind.FAQ, topics=[outer]), "el", title="Ερώτηση")
    inner = make_topic("Inner", topics=[outer])
    hidden = make_family("Hidden", topics=[outer])
    make_page(hidden, live=False)
    html = main_of(get(client, f"/el/help/{outer.slug}/"))
    titles = re.findall(r'link-list__title"( lang="\w+")? dir="auto">([^<]+)<', html)
    assert titles == [(' lang="en"', "Inner"), (' lang="en"', "Only English"), ("", "Ερώτηση")]
    assert f'href="/el/help/{inner.slug}/"' in html


def test_the_first_visible_topic_is_the_breadcrumb(client: Client) -> None:
    secret, first, second = make_topic("Secret"), make_topic("First"), make_topic("Second")
    restrict(secret.pages.get())
    page = make_page(make_family(topics=[secret, second, first]))
    html = get(client, f"/en/help/{page.slug}/")
    crumbs = html[html.index('class="breadcrumb"') :].split("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', crumbs) == ["/en/", "/en/help/", "/en/help/second/"]


def test_the_index_shows_topics_with_their_articles_and_the_rest(client: Client) -> None:
    topic = make_topic("Heating")
    make_topic("Inner", topics=[topic])
    for number in range(9):
        make_page(make_family(f"Article {number}", topics=[topic]), title=f"Article {number}")
    make_page(make_family("Alone"), title="Alone")
    html = main_of(get(client, "/en/help/"))
    assert html.count("<h2") == 2
    assert "4 more in this topic" in html
    assert html.index("Inner") < html.index("Article 0") < html.index("Alone")


def test_reading_costs_six_queries_at_most_and_nothing_when_cached(client: Client) -> None:
    topic = make_topic()
    other = make_page(make_family("Other"), title="Other")
    body = [
        ("text", f'<p><a linktype="page" id="{other.pk}">other</a></p>'),
        ("steps", [f'<a linktype="page" id="{other.pk}">other</a>']),
    ]
    few = make_page(make_family("Few", topics=[topic]), title="Few", body=body)
    many = make_page(make_family("Many", topics=[topic]), title="Many", body=body * 20)
    for code in ("nb", "da", "sv", "el", "id", "ar"):
        make_page(many.family, code)
    assert queries(client, f"/en/help/{few.slug}/") == queries(client, f"/en/help/{many.slug}/")
    assert queries(client, f"/en/help/{few.slug}/") <= 5
    with CaptureQueriesContext(connection) as caught:
        assert client.get(f"/en/help/{few.slug}/").status_code == 200
    assert len(caught) == 0


def test_lists_cost_the_same_whatever_they_hold(client: Client) -> None:
    topic = make_topic()
    make_page(make_family("Alone"))
    make_page(make_family("First", topics=[topic]))
    paths = ["/el/help/", f"/el/help/{topic.slug}/"]
    before = [queries(client, path) for path in paths]
    for number in range(8):
        family = make_family(f"Number {number}", topics=[topic, make_topic(f"Topic {number}")])
        make_page(family)
        make_page(family, "el")
    assert [queries(client, path) for path in paths] == before
    assert max(before) <= 7


def test_what_is_published_is_read_at_once(client: Client) -> None:
    page = make_page()
    path = f"/en/help/{page.slug}/"
    assert "Reset your password" in get(client, path)
    page.title = "Choose a new password"
    page.save_revision().publish()
    assert "Choose a new password" in get(client, path)
    restrict(page)
    get(client, path, 302)
    PageViewRestriction.objects.all().delete()
    get(client, path)
    topic = make_topic("Account")
    set_topics(member=page.family, topics=[topic])
    assert 'href="/en/help/account/"' in get(client, path)
    HelpPage.objects.get(pk=page.pk).delete()
    get(client, path, 404)


def test_wagtails_own_address_of_a_page_leads_to_ours(rf: Any) -> None:
    site.set_up()
    page = make_page()
    assert page.get_url() == f"/en/help/{page.slug}/"
    response = page.serve(rf.get("/"))
    assert (response.status_code, response.url) == (302, f"/en/help/{page.slug}/")
    container = page.get_parent().specific
    assert container.get_url() == "/en/help/"


def test_public_pages_carry_no_inline_script_style_or_user_bar(
    client: Client, admin_client: Client
) -> None:
    page = make_page(body=[("text", "<p>x</p>"), ("code", {"text": "a<b", "language": ""})])
    for reader in (client, admin_client):
        html = unescape(get(reader, f"/en/help/{page.slug}/"))
        assert not re.search(
            r"<script(?![^>]*(?:\bsrc=|ld\+json))|<style|\sstyle=|\son\w+=|wagtail", html
        )


def test_of_all_languages_one_text_is_read(client: Client) -> None:
    family = make_family()
    for code in ("en", "el", "ar", "da"):
        make_page(family, code, body=[("text", f"<p>Only in {code}.</p>")])
    forget_pages()
    with CaptureQueriesContext(connection) as caught:
        get(client, "/el/help/reset-your-password/")
    read = [one["sql"] for one in caught if '"kb_helppage"."body"' in one["sql"]]
    assert len(read) == 1
    with connection.cursor() as cursor:
        cursor.execute(read[0])
        [row] = cursor.fetchall()
    assert "Only in el." in str(row)
    assert "Only in en." not in str(row)
