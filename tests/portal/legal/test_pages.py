"""Privacy, terms and accessibility as readers meet them: where they are, and what leads there."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import StringSegment, TranslationSource

from portal import locales
from portal.caching.kept import Kept
from portal.home import site
from portal.home.checks import languages_left
from portal.legal import reading
from portal.legal.models import LegalKind, LegalPage
from tests.factories import accounts
from tests.factories.legal import legal_page
from tests.journeys.routes import every_route
from tests.test_rights import browser

pytestmark = pytest.mark.django_db

FOOTED = ("", "help/", "search/", "community/", "contact/", "account/login/", "nothing/")
SIGN_UP = "account/signup/"


def page(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path).content.decode()


def links_in(html: str) -> list[str]:
    """The addresses of these pages that a page leads to."""
    kinds = "|".join(LegalKind.values)
    return re.findall(rf'<li><a href="(/[a-z]+/(?:{kinds})/)"', html)


@pytest.mark.parametrize("path", FOOTED)
def test_every_page_leads_to_what_is_published_and_to_nothing_else(path: str) -> None:
    assert links_in(page(f"/el/{path}")) == []
    legal_page("terms")
    assert links_in(page(f"/el/{path}")) == ["/el/terms/"]
    legal_page("privacy")
    assert links_in(page(f"/el/{path}")) == ["/el/privacy/", "/el/terms/"]


def test_the_sign_up_says_what_holds_once_there_is_anything_to_read() -> None:
    assert "Before you sign up" not in page(f"/en/{SIGN_UP}")
    legal_page("privacy", "en", title="Privacy")
    html = page(f"/en/{SIGN_UP}")
    assert "Before you sign up, read:" in html
    assert links_in(html) == ["/en/privacy/"] * 2


def test_what_is_taken_back_leads_nowhere_at_once() -> None:
    published = legal_page("accessibility")
    assert links_in(page("/el/")) == ["/el/accessibility/"]
    published.unpublish()
    assert links_in(page("/el/")) == []
    assert Client().get("/el/accessibility/").status_code == 404
    published.save_revision().publish()
    assert links_in(page("/el/")) == ["/el/accessibility/"]
    published.delete()
    assert links_in(page("/el/")) == []


def test_a_missing_translation_is_a_marked_fallback_as_for_articles() -> None:
    legal_page("privacy", "nb", title="Personvern", text="Vi lagrer lite.")
    html = page("/da/privacy/")
    assert "Vi lagrer lite." in html
    assert '<article lang="nb" dir="ltr">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="/da/privacy/" lang="nb" dir="auto">Personvern</a>' in html
    assert html.count('<a href="/nb/privacy/" lang="nb" hreflang="nb">') == 2, "the menus"
    # Nobody is sent to a language that they do not fall back to.
    assert Client().get("/el/privacy/").status_code == 404
    assert links_in(page("/el/")) == []


def test_the_language_menu_leads_to_the_languages_there_are() -> None:
    legal_page("terms", "el")
    legal_page("terms", "ar", title="شروط الاستخدام")
    html = page("/ar/terms/")
    menu = html[: html.index("<main")]
    found = re.findall(r'<link rel="alternate" hreflang="([a-z-]+)" href="[^"]*/terms/">', menu)
    assert found == ["el", "ar", "x-default"]
    assert '<html lang="ar" dir="rtl">' in html


@pytest.mark.parametrize("code", locales.codes())
@pytest.mark.parametrize("kind", LegalKind.values)
def test_each_has_an_address_that_is_nobody_elses(code: str, kind: str) -> None:
    with translation.override(code):
        assert resolve(f"/{code}/{kind}/").view_name == f"legal:{kind}"
        here = [one.name for one in every_route() if one.pattern == f"/{code}/{kind}/"]
    assert here == [f"legal:{kind}"]
    assert Client().get(f"/{kind}/").headers["Location"] == f"/en/{kind}/"


def test_signed_in_readers_pay_no_query_for_the_links_on_each_page() -> None:
    legal_page()
    member = browser(accounts.member())
    for _hears_of_it in range(2):
        assert links_in(page("/el/search/", member)) == ["/el/privacy/"]
    with CaptureQueriesContext(connection) as queries:
        assert links_in(page("/el/search/", member)) == ["/el/privacy/"]
    assert not [one["sql"] for one in queries if "legal_" in one["sql"]]


def test_what_an_editor_publishes_is_on_the_next_page_that_a_member_asks_for() -> None:
    member = browser(accounts.member())
    assert links_in(page("/el/search/", member)) == []
    legal_page()
    assert links_in(page("/el/search/", member)) == ["/el/privacy/"]


def test_a_page_that_only_members_may_read_is_for_members() -> None:
    kept = legal_page()
    PageViewRestriction.objects.create(page=kept, restriction_type="login")
    assert Client().get("/el/privacy/").status_code == 404
    assert browser(accounts.member()).get("/el/privacy/").status_code == 200
    assert links_in(page("/el/")) == []


def test_a_database_that_fails_takes_no_page_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Any:
        raise DatabaseError("disk full")

    monkeypatch.setattr(reading, "_titles", Kept(broken))
    assert Client().get("/el/search/").status_code == 200


def test_nothing_in_a_text_runs() -> None:
    legal_page(text="Κείμενο <script>alert(1)</script><a href='javascript:x()'>εδώ</a>")
    html = page("/el/privacy/")
    assert "alert(1)" not in html
    assert "javascript:" not in html


def test_translators_write_title_and_text() -> None:
    source = legal_page("privacy", "en", title="Privacy", text="We keep little.")
    TranslationSource.get_or_create_from_instance(source)
    assert set(StringSegment.objects.values_list("string__data", flat=True)) == {
        "Privacy",
        "We keep little.",
    }


def test_a_translation_is_the_same_page_in_another_language() -> None:
    source = legal_page("privacy", "en", title="Privacy")
    made, _created = TranslationSource.get_or_create_from_instance(source)
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    made.create_or_update_translation(arabic, publish=False, fallback=True)
    translated = LegalPage.objects.get(locale=arabic)
    assert (translated.kind, translated.slug, translated.live) == ("privacy", "privacy", False)


def test_a_page_is_neither_copied_nor_made_by_hand() -> None:
    existing = legal_page()
    client = browser(accounts.administrator())
    assert client.get(f"/cms/pages/{existing.pk}/copy/").status_code == 302
    parent = existing.get_parent()
    add = client.get(f"/cms/pages/add/legal/legalpage/{parent.pk}/")
    assert add.status_code in {302, 403}
    assert LegalPage.objects.count() == 1


def test_editors_see_a_draft_as_its_readers_would() -> None:
    drafted = legal_page(text="Δημοσιευμένο.")
    drafted.body = [("text", "<p>Πρόχειρο.</p>")]
    drafted.save_revision()
    shown = browser(accounts.publisher()).get(f"/cms/pages/{drafted.pk}/view_draft/")
    assert "Πρόχειρο." in shown.content.decode()
    assert "Πρόχειρο." not in page("/el/privacy/")


def test_a_language_with_a_published_page_cannot_leave_the_list() -> None:
    legal_page(locale="fr")
    [told] = languages_left(None)
    assert "privacy, terms and accessibility pages (1)" in told.msg


def test_wagtail_leads_to_the_address_that_readers_know() -> None:
    site.set_up()
    assert legal_page().url == "/el/privacy/"
