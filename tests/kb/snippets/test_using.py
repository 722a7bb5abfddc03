"""Which texts show a snippet is known at once, and search is told when it changes."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from kb import tree
from kb.copying import copy
from kb.models import Family, HelpPage, SnippetPage, SnippetUse
from kb.snippets import using
from portal.caching.models import Generation
from search.index.models import Change
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_snippet, publish
from tests.kb.restrictions import restrict
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def article(slug: str, *shown: str, code: str = "el", live: bool = True) -> HelpPage:
    body = [("text", "<p>Α</p>"), *(("snippet", one) for one in shown)]
    return make_page(make_family(slug=slug, source=code), code, title=slug, body=body, live=live)


def showing(snippet: HelpPage) -> set[str]:
    return {page.slug for page in using.pages_that_show(snippet.family)}


def test_texts_and_drafts_that_show_it_are_known_until_neither_does() -> None:
    snippet = make_snippet(slug="ring")
    live, draft = article("live", "ring"), article("draft", "ring", live=False)
    assert showing(snippet) == {"live", "draft"}
    draft.delete()
    live.body = "[]"
    live.save_revision()
    assert showing(snippet) == {"live"}, "readers have it still"
    live.get_latest_revision().publish()
    assert showing(snippet) == set()
    live.refresh_from_db()
    live = live.specific
    live.body = [("snippet", "ring")]
    live.save_revision()
    assert showing(snippet) == {"live"}, "its draft shows it"


def test_a_copy_shows_it_too() -> None:
    snippet = make_snippet(slug="ring")
    copy(article("live", "ring"), title="Kopi", by=accounts.publisher())
    assert showing(snippet) == {"live", "kopi"}


def told_of() -> set[str]:
    return set(Change.objects.values_list("key", flat=True))


@pytest.mark.parametrize("what", ["publish", "unpublish", "delete", "restrict", "rename"])
def test_search_is_told_of_every_text_that_shows_it(what: str) -> None:
    snippet = make_snippet(slug="ring")
    article("pumpe", "ring"), article("kedel", "ring", code="da"), article("uden")
    Change.objects.all().delete()
    before = Generation.objects.get().stamp
    match what:
        case "publish":
            publish(snippet, ("text", "<p>Skriv til os.</p>"))
        case "unpublish":
            snippet.unpublish()
        case "delete":
            snippet.delete()
        case "restrict":
            restrict(tree.container("da", "snippet"), kind="login")
        case "rename":
            family = Family.objects.get(slug="ring")
            family.slug = "kontakt"
            family.save()
    assert {"pumpe", "kedel"} <= told_of()
    assert "uden" not in told_of()
    assert Generation.objects.get().stamp != before


def test_an_article_costs_no_query_more_than_knowing_that_it_shows_none(
    django_assert_num_queries: object,
) -> None:
    page = article("uden")
    family = page.family
    with django_assert_num_queries(1):  # type: ignore[operator]
        using.note(page)
    with django_assert_num_queries(0):  # type: ignore[operator]
        using.note(page, is_draft=True)
        assert using.showing([family]) == []


def test_the_title_of_a_draft_may_change_without_losing_the_texts_that_name_it() -> None:
    family = make_family(slug="arbejdstitel", kind="snippet", source="da", slug_is_typed=False)
    snippet = make_page(family, "da", title="Arbejdstitel", live=False)
    article("pumpe", "arbejdstitel")
    family.slug = "ring-til-os"
    family.save()
    assert showing(snippet) == {"pumpe"}


def address(name: str, page: HelpPage) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def bulk(page: HelpPage) -> str:
    act = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    return f"{act}?id={page.pk}"


@pytest.mark.parametrize("place", ["page", "list"])
def test_one_that_texts_show_is_not_deleted_and_they_are_listed(place: str) -> None:
    snippet = make_snippet(slug="ring")
    shown_in = [article("pumpe", "ring"), article("kedel", "ring", code="ar", live=False)]
    client = browser(accounts.publisher())
    where = address("delete", snippet) if place == "page" else bulk(snippet)
    answer = client.post(where)
    assert answer.status_code == 409
    for page in shown_in:
        assert address("edit", page) in answer.text
    assert SnippetPage.objects.filter(pk=snippet.pk).exists()


def test_a_translation_may_go_and_so_may_what_no_text_shows() -> None:
    snippet = make_snippet(slug="ring")
    greek = make_page(snippet.family, "el", title="Κλήση")
    article("pumpe", "ring")
    client = browser(accounts.publisher())
    assert client.post(address("delete", greek)).status_code == 302
    HelpPage.objects.get(slug="pumpe").delete()
    assert client.post(address("delete", snippet)).status_code == 302
    assert not SnippetPage.objects.exists()
    assert not SnippetUse.objects.exists()


@pytest.mark.parametrize("name", ["unpublish", "usage"])
def test_who_takes_it_back_is_told_where_it_is_shown(name: str) -> None:
    snippet = make_snippet(slug="ring")
    article("pumpe", "ring"), article("kedel", "ring", code="ar")
    call_command("rebuild_references_index", verbosity=0)  # As the worker does for "usage".
    html = browser(accounts.publisher()).get(address(name, snippet)).text
    assert {"pumpe", "kedel"} <= {word for word in ("pumpe", "kedel") if word in html}


def test_its_history_is_kept_as_an_articles(client: Client) -> None:
    snippet = make_snippet(slug="ring")
    publish(snippet, ("text", "<p>Skriv.</p>"))
    assert PageLogEntry.objects.filter(page=snippet.pk, action="wagtail.publish").count() == 2
    html = browser(accounts.publisher()).get(address("history", snippet)).text
    assert "Ring til os." in html
