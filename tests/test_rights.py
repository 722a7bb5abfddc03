"""What each group of a new installation may do. docs/rights.md says the same in words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from kb.models import HelpPage
from portal.accounts.models import User
from portal.home import groups
from tests.factories import accounts, community
from tests.factories.groups import SHIPPED, rights_of
from tests.factories.kb import make_page

DOCUMENT = Path(__file__).parents[1] / "docs" / "rights.md"
_ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")


@pytest.mark.walk
@pytest.mark.django_db
def test_each_group_of_a_new_installation_has_these_rights_and_no_others() -> None:
    groups.set_up()
    assert {group.name: rights_of(group) for group in Group.objects.all()} == SHIPPED


def addresses(patterns: list[Any], before: str = "/") -> Iterator[str]:
    """Every address, with the number 1 or the letter x for what it names."""
    for one in patterns:
        path = before + str(one.pattern).removeprefix("^").removesuffix("$")
        if not isinstance(one, URLPattern):
            yield from addresses(one.url_patterns, path)
        elif "(" not in path and "*" not in path:
            yield _ARGUMENT.sub(lambda found: "1" if found[1] == "int" else "x", path)


def editors_addresses() -> list[str]:
    home = reverse("wagtailadmin_home")
    found = addresses(get_resolver().url_patterns)
    return sorted({address for address in found if address.startswith(home)} - {f"{home}logout/"})


def browser(user: User | None = None, *, second_factor: bool = True) -> Client:
    """Signed in, and past the second factor."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    if user and second_factor:
        accounts.pass_second_factor(client, user)
    return client


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.django_db
def test_a_community_moderator_has_no_address_of_the_editors() -> None:
    moderator, stranger = browser(accounts.moderator()), browser()
    walked = editors_addresses()
    assert len(walked) > 200
    opened = [address for address in walked if moderator.get(address).status_code == 200]
    assert opened == [address for address in walked if stranger.get(address).status_code == 200]
    # The sheet of icons, and the words of scripts.
    assert {address.removeprefix("/cms/") for address in opened} == {"sprite/", "jsi18n/"}


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.django_db
@pytest.mark.parametrize("make", [accounts.writer, accounts.translator, accounts.administrator])
def test_without_the_second_factor_nobody_has_an_address_of_the_editors(make: Any) -> None:
    client = browser(make(), second_factor=False)
    walked = editors_addresses()
    answers = {address: client.get(address) for address in walked}
    assert {one.headers["Location"] for one in answers.values()} == {
        "/en/account/2fa/totp/activate/"
    }


STAFF = {
    "author": accounts.writer,
    "publisher": accounts.publisher,
    "translator": accounts.translator,
    "manager": accounts.support_manager,
    "administrator": accounts.administrator,
    "owner": accounts.owner,
}
# Address in the editors' pages → who it answers, of those who may enter.
ALL = tuple(STAFF)
RUN = ("administrator", "owner")
INSIGHT = ("author", "manager", *RUN)
PAGES = {
    "": ALL,
    # It leads translators on to the front page of their language.
    "pages/": ("author", "publisher", *RUN),
    **dict.fromkeys(("images/", "documents/"), ("author", "publisher", *RUN)),
    "reports/locked/": ("publisher", *RUN),
    **dict.fromkeys(("search_log/", "search_synonyms/"), INSIGHT),
    **dict.fromkeys(("search_pins/", "search_judged/"), INSIGHT),
    **dict.fromkeys(("reports/support-effort/", "reports/content-gaps/"), ("manager", *RUN)),
    "reports/own-numbers/": ("manager", *RUN),
    "reports/tokens/": ("manager", *RUN),
    **dict.fromkeys(("effort_notes/", "reports/support-effort/articles/"), ("manager", *RUN)),
    **dict.fromkeys(("support_markets/", "support_hours/"), ("manager", *RUN)),
    **dict.fromkeys(("support_promises/", "support_ways/"), ("manager", *RUN)),
    "snippets/kb/family/": ("author", "publisher", "translator", *RUN),
    "snippets/kb/announcement/": ("publisher", "manager", *RUN),
    "help/words/": ("author", "publisher", "translator", *RUN),
    "help/words/upload/": ("author", "publisher", "translator", *RUN),
    "help/style/el/": ("author", "publisher", "translator", *RUN),
    "snippets/kb/product/": RUN,
    "snippets/kb/languagerule/": RUN,
    "snippets/community/category/": RUN,
    **dict.fromkeys(("users/", "groups/", "locales/", "redirects/"), RUN),
    **dict.fromkeys(("collections/", "workflows/list/", "workflows/tasks/index/"), RUN),
    "front-page/": RUN,
    "sites/": ("owner",),
}


@pytest.mark.django_db
def test_each_page_of_the_editors_answers_those_it_is_for() -> None:
    people = {who: browser(make()) for who, make in STAFF.items()}
    answered = {
        page: tuple(
            who for who, client in people.items() if client.get(f"/cms/{page}").status_code == 200
        )
        for page in PAGES
    }
    assert answered == PAGES


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["edit", "unpublish", "delete", "move", "copy"])
def test_a_community_moderator_changes_no_article(name: str) -> None:
    page = make_page(locale="el")
    client = browser(accounts.moderator())
    address = reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))
    response = client.post(address, {"title": "x", "action-publish": "x"})
    assert response.headers.get("Location", "").startswith("/cms/login/") or (
        response.status_code == 403
    )
    kept = HelpPage.objects.get(pk=page.pk)
    assert (kept.live, kept.title, kept.path) == (True, page.title, page.path)


@pytest.mark.django_db
def test_a_publisher_takes_an_article_back_and_an_author_does_not() -> None:
    page = make_page(locale="el")
    address = reverse("wagtailadmin_pages:unpublish", args=(page.pk,))
    for user, is_live in ((accounts.writer(), True), (accounts.publisher(), False)):
        assert browser(user).get("/cms/").status_code == 200
        browser(user).post(address)
        assert HelpPage.objects.get(pk=page.pk).live == is_live


@pytest.mark.django_db
def test_who_works_on_texts_moderates_nothing() -> None:
    for user in (accounts.writer(), accounts.publisher(), accounts.translator()):
        assert browser(user).get("/el/community/moderation/").status_code == 403


@pytest.mark.django_db
def test_posts_of_moderators_and_staff_are_marked_as_theirs() -> None:
    thread = community.thread()
    makers = (accounts.member, accounts.writer, accounts.publisher, accounts.translator)
    assert not any(community.answer(thread, make()).by_staff for make in makers)
    for make in (accounts.moderator, accounts.administrator, accounts.owner):
        assert community.answer(thread, make()).by_staff


def test_the_document_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", DOCUMENT.read_text(encoding="utf-8"))
    assert named
    for path, test in named:
        assert f"def {test}" in (DOCUMENT.parents[1] / path).read_text(encoding="utf-8"), path
