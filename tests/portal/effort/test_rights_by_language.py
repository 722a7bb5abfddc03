"""Who may see and export the report, the gaps and the query log for some languages alone."""

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import actors, locales
from portal.accounts.models import GroupLanguage, User
from portal.effort import leaving, report, rollups
from portal.effort.figures import COMPARED
from portal.gaps.models import Gap
from portal.journal import days
from portal.journal.models import Step
from tests.factories import accounts, gaps
from tests.factories.actors import acting
from tests.factories.effort import Reader
from tests.journeys.routes import Route, every_route

pytestmark = pytest.mark.django_db

PAGE = "/cms/reports/support-effort/"
GAPS = "/cms/reports/content-gaps/"
LOG = "/cms/search_log/"
OWN = "/cms/reports/own-numbers/"
RIGHTS = ("report.see", "report.export", "report.feed", "search.see_log")


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def searches(code: str, number: int) -> None:
    """Three days ago, which can be closed: the file is of closed days."""
    when = (timezone.now() - timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    for place in range(number):
        words = {"el": "κρύο νερό", "da": "koldt vand", "ar": "ماء بارد"}[code]
        Reader(f"198.51.{place}.{len(code) + ord(code[0])}", code).searched(words, when, weak=True)


def lines(client: Client, query: str = "") -> dict[tuple[str, str], dict[str, str]]:
    rollups.close_days()
    text = client.get(f"{PAGE}csv/?{query}").content.decode("utf-8-sig")
    rows = csv.DictReader(StringIO(text))
    return {(row["name"], row["language"]): row for row in rows if not row["item"]}


def shown(client: Client, address: str) -> str:
    """The page without what Wagtail tells its scripts: they are told all languages of the site."""
    page = client.get(address).content.decode()
    return re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_each_right_holds_in_the_languages_of_its_group_and_in_no_other() -> None:
    manager = acting(accounts.manager_of("el", "ar"))
    for right in RIGHTS:
        assert manager.may(right)
        assert manager.languages_of(right) == ("el", "ar")
        assert manager.languages_of(right, asked="ar") == ("ar",)
        with pytest.raises(PermissionDenied):
            manager.languages_of(right, asked="da")
    report = {"effort.view_report", "effort.export_report", "effort.feed_report"}
    assert report | {"search.view_query_log"} == actors.BY_LANGUAGE


def test_who_sees_one_language_and_exports_another_exports_none() -> None:
    """Each of the two rights alone opens nothing, and nothing is not everything."""
    account = accounts.manager_of("el")
    sees = account.groups.get()
    exports = accounts.manager_of("da").groups.get()
    account.groups.add(exports)
    for group, taken in ((sees, "export_report"), (exports, "view_report")):
        group.permissions.remove(group.permissions.get(codename=taken))
    actor = acting(account)
    assert actor.may("report.see")
    assert actor.languages_of("report.see") == ("el",)
    assert not actor.may("report.export")
    assert browser(account).get(f"{PAGE}csv/").status_code == 302
    sees.permissions.add(Permission.objects.get(codename="export_report"))
    assert acting(User.objects.get(pk=account.pk)).languages_of("report.export") == ("el",)


@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_is_held_where_there_is_a_language_for_it(right: str) -> None:
    """Whoever asks for any language, and then for which, hears the same."""
    account = accounts.manager_of("el")
    group = account.groups.get()
    for permission in group.permissions.filter(actors.named(*actors.BY_LANGUAGE)):
        group.permissions.remove(permission)
        actor = acting(User.objects.get(pk=account.pk))
        assert actor.may(right) == bool(actor.languages_of(right))
        group.permissions.add(permission)


def test_a_report_of_no_language_holds_nothing() -> None:
    searches("el", 6)
    today = days.day_of()
    begin = today - timedelta(days=7)
    made = report.build(begin, today, languages=())
    assert made.languages == ()
    assert not any(row.cells or row.total.n for row in made.rows)
    assert not made.lists.failing_queries
    assert not any(line.cell.n or line.item for line in leaving.figures(made))
    assert list(leaving.items(made)) == []
    assert report.build(today, today).languages == locales.codes()


@pytest.mark.parametrize(
    "make", [accounts.support_manager, accounts.administrator, accounts.owner]
)
def test_a_group_without_languages_gives_all_of_them(make: Callable[[], User]) -> None:
    assert {acting(make()).languages_of(right) for right in RIGHTS} == {locales.codes()}


def test_of_two_groups_one_has_the_languages_of_both() -> None:
    manager = accounts.manager_of("el")
    manager.groups.add(accounts.manager_of("da").groups.get())
    assert acting(manager).languages_of("report.see") == ("da", "el")


def test_a_language_that_the_site_has_no_more_opens_nothing() -> None:
    manager = acting(accounts.manager_of("fi"))
    assert not any(manager.may(right) for right in RIGHTS)
    assert manager.languages_of("report.see") == ()


def test_the_database_keeps_a_language_of_a_group_once_and_no_empty_one() -> None:
    group = accounts.manager_of("el").groups.get()
    for code in ("el", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            GroupLanguage.objects.create(group=group, locale=code)


def test_page_and_file_tell_of_ones_own_languages_and_add_up_no_other() -> None:
    searches("el", 6)
    searches("da", 7)
    client = browser(accounts.manager_of("el"))
    page = shown(client, PAGE)
    table = page[page.index('id="languages"') : page.index('id="trends"')]
    assert "Ελληνικά" in table
    assert "Dansk" not in page
    assert "koldt vand" not in page
    told = lines(client)
    assert {language for _name, language in told} == {"all", "el"}
    assert told["search_weak", "all"]["n"] == told["search_weak", "el"]["n"] == "6"


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}csv/"])
def test_another_language_is_refused_in_words(address: str) -> None:
    client = browser(accounts.manager_of("el"))
    for query in ("locale=da", "locale=el&locale=da"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert "You cannot see figures for the language" in answer.content.decode()
    assert client.get(f"{address}?locale=el").status_code == 200


def test_who_may_see_and_not_export_gets_no_file() -> None:
    manager = accounts.manager_of("ar")
    manager.groups.get().permissions.remove(
        *manager.groups.get().permissions.filter(codename="export_report")
    )
    client = browser(manager)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Download as CSV" not in page.content.decode()
    assert "about-the-file" not in page.content.decode()
    assert client.get(f"{PAGE}csv/").status_code == 302


def test_the_query_log_lists_what_ones_own_readers_typed() -> None:
    searches("el", 6)
    searches("da", 7)
    client = browser(accounts.manager_of("el"))
    assert Step.objects.filter(query="koldt vand").exists()
    for query in ("", "?locale=el", "?listing=weak&days=90"):
        page = shown(client, f"{LOG}{query}")
        assert "κρύο νερό" in page
        assert "koldt vand" not in page
        assert "Dansk" not in page
    assert is_refused(client, f"{LOG}?locale=da")
    assert "koldt vand" in browser(accounts.support_manager()).get(LOG).content.decode()


def test_gaps_show_ones_own_lines_and_no_number_that_holds_others() -> None:
    gap = gaps.gap("κρύο νερό", "el", failed=21)
    gaps.language(gap, "koldt vand", "da", failed=14)
    gaps.gap("ماء بارد", "ar", failed=33)
    client = browser(accounts.manager_of("el"))
    page = client.get(GAPS).content.decode()
    assert "κρύο νερό" in page
    assert "21 of 21" in page
    assert not [words for words in ("koldt vand", "ماء بارد", "14", "35") if words in main(page)]
    assert is_refused(client, f"{GAPS}?locale=ar")
    everything = main(browser(accounts.support_manager()).get(GAPS).content.decode())
    assert all(words in everything for words in ("koldt vand", "ماء بارد", "21 visits without"))


def form_of(group: Group) -> dict[str, Any]:
    """What the form of a group sends without its places."""
    panels = {
        f"{prefix}_permissions-{what}": 0
        for prefix in ("page", "document", "image", "collection")
        for what in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    permissions = [one.pk for one in group.permissions.all()]
    return {"name": group.name, "permissions": permissions} | panels


def is_refused(client: Client, address: str) -> bool:
    """Wagtail's way for whoever may not: back to the start, which says so."""
    answer = client.get(address, follow=True)
    said = "you do not have permission to access this area" in answer.content.decode()
    return said and answer.redirect_chain == [("/cms/", 302)]


def main(page: str) -> str:
    return page[page.index('class="search-tuning gaps"') : page.index("</main>")]


def test_a_gap_that_others_have_too_is_decided_by_who_sees_them() -> None:
    gap = gaps.gap("κρύο νερό", "el", failed=21)
    client = browser(accounts.manager_of("el"))
    assert reverse("content_gaps_finish", args=[gap.pk]) in client.get(GAPS).content.decode()
    gaps.language(gap, "koldt vand", "da", failed=14)
    assert "Only a colleague who can see those languages" in client.get(GAPS).content.decode()
    for name in ("content_gaps_finish", "content_gaps_dismiss"):
        address = reverse(name, args=[gap.pk])
        assert client.post(address, {"reason": "Δεν το πουλάμε"}).status_code == 404
    assert Gap.objects.get().state == "open"
    both = browser(accounts.manager_of("el", "da"))
    both.post(reverse("content_gaps_dismiss", args=[gap.pk]), {"reason": "Δεν το πουλάμε"})
    assert Gap.objects.get().state == "dismissed"


def test_nobody_widens_their_own_languages_or_gives_others_more() -> None:
    limited = accounts.manager_of("el")
    group = limited.groups.get()
    group.permissions.add(Permission.objects.get(codename="change_group"))
    managers = accounts.support_manager().groups.get()
    client = browser(limited)
    form = form_of(group)
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    for wider in ([], ["el", "da"]):
        assert client.post(address, form | {"only_languages": wider}).status_code == 200
    assert client.post(address, form | {"only_languages": ["el"]}).status_code == 302
    assert client.get(reverse("wagtailusers_groups:edit", args=[managers.pk])).status_code == 302
    assert set(group.only_languages.values_list("locale", flat=True)) == {"el"}  # type: ignore[attr-defined]


def test_a_group_keeps_the_language_that_is_gone_until_it_is_taken_from_it() -> None:
    group = accounts.manager_of("fi", "el").groups.get()
    client = browser(accounts.owner())
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    page = client.get(address)
    assert 'value="fi"' in page.content.decode()
    form = form_of(group)
    assert client.post(address, form | {"only_languages": ["fi", "da"]}).status_code == 302
    kept = GroupLanguage.objects.filter(group=Group.objects.get(pk=group.pk))
    assert set(kept.values_list("locale", flat=True)) == {"fi", "da"}


OF_THE_REPORT = (
    *("effort_", "own_numbers", "content_gap"),
    *("search_log:", "wagtailadmin_home", "report_tokens"),
)


def _before_key(route: Route) -> str:
    """The pattern without the key of a figure."""
    return route.pattern.replace("<slug:key>", "")


def report_pages() -> list[str]:
    """Every page of the editors' that tells of readers, each figure's among them."""
    pages = []
    for route in every_route():
        # Notes are of releases and campaigns, and may name any language. Minutes are only posted.
        is_other = route.name.startswith(("effort_notes:", "own_numbers_minutes"))
        if route.name.startswith(OF_THE_REPORT) and not is_other and "<" not in _before_key(route):
            keys = [figure.key for figure in COMPARED] if "<slug:key>" in route.pattern else [""]
            pages += [route.path(lambda _route, _part, key=key: key or None) for key in keys]
    return pages


@pytest.mark.walk
def test_no_page_of_the_report_tells_of_readers_that_are_not_ones_own() -> None:
    """A route that is added is walked as well."""
    searches("el", 6)
    searches("da", 7)
    gaps.gap("κρύο νερό", "el", failed=21)
    gaps.gap("koldt vand", "da", failed=44)
    walked = report_pages()
    assert {PAGE, f"{PAGE}csv/", f"{PAGE}search_weak/", GAPS, LOG, OWN, "/cms/"} <= set(walked)
    client, everybody = browser(accounts.manager_of("el")), browser(accounts.support_manager())
    told = []
    for page in walked:
        for query in ("", "?by=locale", "?by=query", "?period=91"):
            text = shown(client, f"{page}{query}")
            assert not [words for words in ("koldt vand", "Dansk", "13 ") if words in text], page
            told.append("koldt vand" in everybody.get(f"{page}{query}").content.decode())
    assert any(told)


def test_a_gap_of_other_readers_alone_is_not_there() -> None:
    client = browser(accounts.manager_of("el"))
    own, other = gaps.gap("κρύο νερό", "el"), gaps.gap("koldt vand", "da")
    assert client.get(reverse("content_gap", args=[own.pk])).status_code == 200
    for name in ("content_gap", "content_gaps_dismiss"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
