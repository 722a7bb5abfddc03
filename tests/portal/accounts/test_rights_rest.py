"""Where rights rest for want of the second factor, every page says so and leads to it."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext, override

from community.moderation.visibility import hide_post
from portal.home import site
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.factories.kb import make_page
from tests.journeys.routes import every_route
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db

SET_UP = "/el/account/2fa/totp/activate/"
SHOW = "/el/account/2fa/reauthenticate/?next="


@pytest.fixture(autouse=True)
def _site() -> None:
    cache.clear()
    site.set_up()


def why() -> str:
    with override("el"):
        return gettext(
            "Until you use two-step sign-in, you can only see and do what every member can."
        )


def browser(user: Any) -> Client:
    client = Client(raise_request_exception=False, headers={"accept-language": "el"})
    client.force_login(user)
    return client


def pages_of_the_portal() -> list[str]:
    """One address of each route, in Greek, but those of the editors and what ends the session."""
    with override("el"):
        paths = {route.path() for route in every_route()}
    beside = ("/static/", "/el/account/confirm-email/")
    return sorted(path for path in paths if not path.startswith(beside))


@pytest.mark.slow
@pytest.mark.walk
def test_every_page_says_why_something_is_closed() -> None:
    client = browser(accounts.administrator())
    unsaid, told = [], set()
    for path in pages_of_the_portal():
        response = client.get(path, follow=True)
        page = response.content.decode(errors="replace") if not response.streaming else ""
        if page.startswith("<!doctype html>"):
            told.add(response.status_code)
            if why() not in page:
                unsaid.append(f"{path} ({response.status_code})")
    assert unsaid == []
    assert told >= {200, 401, 404, 405}


@pytest.mark.parametrize("make", [accounts.moderator, accounts.writer])
def test_where_it_is_not_set_up_the_way_leads_to_set_up(make: Any) -> None:
    page = browser(make()).get("/el/community/").content.decode()
    assert why() in page
    assert f'<a href="{SET_UP}">' in page


def test_where_it_was_not_shown_the_way_leads_there_and_back() -> None:
    moderator = accounts.moderator()
    TOTP.activate(moderator, "JBSWY3DPEHPK3PXP")
    page = browser(moderator).get("/el/search/?q=hub").content.decode()
    assert f'<a href="{SHOW}%2Fel%2Fsearch%2F%3Fq%3Dhub">' in page


def test_a_hidden_question_a_restricted_article_and_the_editors_pages_say_why() -> None:
    thread = community.thread(locale="el")
    first = community.question(thread)
    hide_post(actor=acting(accounts.moderator("Mod")), post=first, reason="spam")
    article = make_page(locale="el")
    staff = Group.objects.create(name="Staff")
    restrict(article, staff)
    user = accounts.moderator()
    user.groups.add(staff)
    client = browser(user)
    for address, status in (
        (f"/el/community/t/{thread.pk}/", 404),
        (f"/el/help/{article.slug}/", 404),
        ("/cms/reports/support-effort/", 200),
    ):
        response = client.get(address, follow=True)
        assert (response.status_code, why() in response.content.decode()) == (status, True)


def test_members_strangers_and_who_has_shown_it_read_nothing_of_it(settings: Any) -> None:
    moderator = accounts.moderator()
    clients = [Client(), browser(accounts.member()), browser(moderator)]
    accounts.pass_second_factor(clients[-1], moderator)
    assert not any(why() in client.get("/el/").content.decode() for client in clients)
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    assert why() not in browser(accounts.writer()).get("/el/").content.decode()


def test_a_strangers_page_stays_shared() -> None:
    response = Client().get("/el/community/")
    assert "public" in response.headers["Cache-Control"]
    assert "public" not in browser(accounts.moderator()).get("/el/community/").headers.get(
        "Cache-Control", ""
    )
