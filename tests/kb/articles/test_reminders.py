"""The weekly mail to who looks after articles: on Monday, once, and ended by one click."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kb.articles.reminders import stopping, weekly
from kb.articles.reminders.letters import MAIL
from kb.models import Every, Family
from portal.accounts.models import User
from portal.home import site
from portal.mail.models import OutboundMail
from tests.factories import accounts, votes
from tests.factories.journal import at
from tests.factories.kb import make_family, make_page
from tests.factories.mornings import MONDAYS

pytestmark = pytest.mark.django_db
# A Monday.
NOON = "2026-03-09 12:00"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    settings.REPORTING_TIME_ZONE = "UTC"
    site.set_up()


def owner(title: str = "Αερισμός", **fields: Any) -> User:
    """Somebody with an article that is due."""
    account = accounts.writer(**({"locale": "el"} | fields))
    family = make_family(title, source="el", owner=account, review_every=Every.YEAR)
    make_page(family, "el", title=title)
    return account


def written(when: str = NOON) -> int:
    with time_machine.travel(at(when), tick=False):
        return weekly.write_due()


@pytest.mark.parametrize(("zone", "not_yet", "due"), MONDAYS)
def test_it_is_written_at_seven_on_monday_where_the_owner_is(
    zone: str, not_yet: str, due: str
) -> None:
    owner(time_zone=zone)
    assert (written(not_yet), written(due)) == (0, 1)


def test_it_names_what_is_due_in_the_owners_language_and_comes_once_a_week() -> None:
    account = owner("Καθαρισμός φίλτρου")
    assert [written(), written("2026-03-09 18:00")] == [1, 0]
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.locale) == (account.email, "el")
    assert "Καθαρισμός φίλτρου" in mail.text
    assert "owner=me&review=due" in mail.text
    assert written("2026-03-12 12:00") == 0
    assert written("2026-03-16 12:00") == 1


def test_open_comments_are_told_of_too_and_where_nothing_waits_there_is_no_mail() -> None:
    account = owner()
    family = Family.objects.get()
    Family.objects.update(review_every=None)
    assert written() == 0
    votes.vote(family.pages.get(), comment="Λείπει ένα βήμα")
    assert written() == 1
    assert OutboundMail.objects.get().to == account.email


def test_who_does_not_work_here_any_more_is_not_reminded() -> None:
    gone = owner()
    gone.groups.clear()
    assert written() == 0


def test_what_waits_to_go_is_taken_back_from_who_does_not_work_here_any_more() -> None:
    gone, stays = owner(), owner("Φίλτρα")
    assert written() == 2
    gone.groups.clear()
    assert written() == 0
    assert [mail.to for mail in OutboundMail.objects.all()] == [stays.email]


def test_one_click_ends_them_reading_does_not_and_they_come_back_when_wanted(
    client: Client,
) -> None:
    account = owner()
    assert written() == 1
    mail = OutboundMail.objects.get()
    address = mail.headers["List-Unsubscribe"].strip("<>")
    path = address[address.index("/el/") :]
    assert client.get(path).status_code == 200
    assert stopping.is_wanted(account)
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not stopping.is_wanted(account)
    assert not OutboundMail.objects.exists()
    assert written("2026-03-16 12:00") == 0
    client.post(path, {"what": "again"})
    assert written("2026-03-23 12:00") == 1
    assert client.get("/el/help-reminders/key/x/").status_code == 404


def test_the_page_of_the_account_ends_them_as_well(client: Client) -> None:
    account = owner()
    client.force_login(account)
    with override("el"):
        profile, way = reverse("accounts:profile"), MAIL.address(account)
    assert f'action="{way}"' in client.get(profile).content.decode()
    client.post(way)
    assert not stopping.is_wanted(account)
