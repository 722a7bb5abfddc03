"""Submitting many articles, or a long one: how much it costs, and what is left as it is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation

from kb.models import Currency, HelpPage
from kb.translation import currency, segments
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db

# A fifth of what wagtail-localize takes for 200 segments, and far below.
STATEMENTS = 785


def article(segments: int, title: str = "Μακρύ") -> HelpPage:
    paragraphs = [("text", f"<p>Πρόταση {number}.</p>") for number in range(segments - 1)]
    return make_page(make_family(title, source="el"), "el", title=title, body=paragraphs)


def cost(page: HelpPage, code: str) -> int:
    locale = make_locale(code)
    with CaptureQueriesContext(connection) as caught:
        assert segments.submit([page.family], [locale], by=acting()) == 1
    return len(caught)


def test_a_long_article_takes_hardly_more_statements_than_a_short_one() -> None:
    short, long = cost(article(2, "Κοντό"), "da"), cost(article(200), "da")
    assert long < STATEMENTS / 4
    assert long - short < 20


def of_segments(caught: CaptureQueriesContext) -> int:
    return sum("wagtail_localize_" in one["sql"] for one in caught.captured_queries)


def test_the_request_asks_for_no_segment_that_it_has_just_written(client: Client) -> None:
    account = accounts.publisher()
    client.force_login(account)
    accounts.pass_second_factor(client, account)
    locale = make_locale("da")
    for title in ("Πρώτο", "Δεύτερο"):
        page = article(20, title)
        with CaptureQueriesContext(connection) as alone:
            segments.submit([page.family], [locale], by=acting(account))
    page = article(20)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with CaptureQueriesContext(connection) as requested:
        answer = client.post(address, {"locales": [locale.pk]})
    assert of_segments(requested) == of_segments(alone)
    draft = HelpPage.objects.get(family=page.family, locale=locale)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])


def test_each_language_gets_a_draft_and_nobody_else_sees_it() -> None:
    pages = [article(3, f"Κείμενο {number}") for number in range(3)]
    locales = [make_locale(code) for code in ("da", "ar")]
    by = acting(accounts.writer())
    assert segments.submit([page.family for page in pages], locales, by=by) == 6
    drafts = HelpPage.objects.filter(locale__in=locales)
    assert {(page.live, page.title) for page in drafts} == {(False, page.title) for page in pages}
    assert currency.of(pages[0].family)["ar"] == Currency.IN_WORK
    assert segments.submit([page.family for page in pages], locales, by=by) == 0


def test_what_there_is_is_left_as_it_is() -> None:
    page = article(3)
    make_page(page.family, "da", title="Med hånden", by_hand=True)
    locales = [make_locale(code) for code in ("el", "da", "sv")]
    assert segments.submit([page.family], locales, by=acting()) == 1
    danish = HelpPage.objects.get(family=page.family, locale__language_code="da")
    assert danish.title == "Med hånden"
    assert [one.target_locale.language_code for one in Translation.objects.all()] == ["sv"]
