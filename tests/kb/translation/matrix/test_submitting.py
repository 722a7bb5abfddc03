"""Translations of several articles are begun at once, after one has seen which."""

from typing import Any

import pytest
from django.test import Client

from kb.articles.bulk.models import Act
from kb.models import HelpPage
from kb.translation.matrix import forms, submitting
from portal.accounts.models import User
from portal.home import site
from portal.jobs.testing import drain
from tests.factories import accounts
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
SUBMIT = "/cms/help/translations/submit/"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


@pytest.fixture
def pages() -> list[HelpPage]:
    """Two articles, of which one is there in Danish."""
    found = [make_page(make_family(slug, slug=slug), title=slug) for slug in ("hub", "lamp")]
    make_page(found[0].family, "da", title="Knudepunkt")
    return found


def send(user: User, pages: list[HelpPage], into: list[str], **more: str) -> Any:
    client = Client()
    client.force_login(user)
    families = [page.family.slug for page in pages]
    return client.post(SUBMIT, {"family": families, "into": into, "query": "q=h"} | more)


def texts(code: str) -> set[str]:
    pages = HelpPage.objects.filter(locale__language_code=code)
    return set(pages.values_list("family__slug", flat=True))


def test_the_plan_says_what_is_begun_and_what_stays_and_changes_nothing(
    pages: list[HelpPage],
) -> None:
    html = send(accounts.writer(), pages, ["da", "el"]).content.decode()
    assert "This begins 3 translations." in html
    assert texts("el") == set()
    assert texts("da") == {"hub"}


def test_what_was_planned_is_begun_as_drafts_and_leads_back_to_the_list(
    pages: list[HelpPage],
) -> None:
    answer = send(accounts.writer(), pages, ["da", "el"], begin="yes")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/cms/help/translations/?q=h",
    )
    assert texts("el") == texts("da") == {"hub", "lamp"}
    assert not HelpPage.objects.filter(locale__language_code="el", live=True).exists()
    kept = HelpPage.objects.get(family=pages[0].family, locale__language_code="da")
    assert (kept.title, kept.live) == ("Knudepunkt", True)


def test_it_is_begun_once_however_often_it_is_sent(pages: list[HelpPage]) -> None:
    for _time in range(2):
        send(accounts.writer(), pages, ["el"], begin="yes")
    assert HelpPage.objects.filter(locale__language_code="el").count() == 2


def test_whoever_forgot_to_choose_is_told_and_loses_nothing(pages: list[HelpPage]) -> None:
    answer = send(accounts.writer(), pages, [])
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose at least one language." in html
    assert html.count('data-w-bulk-target="item" checked') == 1  # of what the filter shows
    assert (
        "Choose at least one article." in send(accounts.writer("Two"), [], ["el"]).content.decode()
    )


def test_the_articles_of_one_page_are_enough_at_once(
    pages: list[HelpPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "ON_A_PAGE", 1)
    answer = send(accounts.writer(), pages, ["el"], begin="yes")
    assert "Choose the articles of one page at a time." in answer.content.decode()
    assert texts("el") == set()


def test_all_that_the_list_shows_goes_to_the_worker_and_leads_to_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [make_page(make_family(f"hub-{n}", slug=f"hub-{n}"), live="at once") for n in range(4)]
    make_page(make_family("lamp", slug="lamp"), live="at once")
    monkeypatch.setattr(submitting, "NAMED", 3)
    codes = ["nb", "da", "sv", "el", "id", "ar"]
    planned = send(accounts.writer(), [], codes, all="yes", query="q=hub").content.decode()
    assert "This begins 24 translations." in planned
    assert "and 1 more article" in planned
    answer = send(accounts.writer("W 2"), [], codes, all="yes", query="q=hub", begin="yes")
    act = Act.objects.get()
    assert answer.headers["Location"] == f"/cms/help/acts/{act.pk}/"
    assert act.progress() == (0, 4)
    drain()
    assert all(texts(code) == {page.family.slug for page in made} for code in codes)


def test_who_submits_nothing_is_refused(pages: list[HelpPage]) -> None:
    answer = send(accounts.support_manager(), pages, ["el"], begin="yes")
    assert answer.status_code in {302, 403}
    assert texts("el") == set()
