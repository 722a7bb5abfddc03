"""The weekly mail: on Monday morning where its reader is, once, and nothing of a few in it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.effort.counts import WHOLE
from portal.effort.models import ClosedDay, DailyFigure
from portal.feeds import ending, jobs, weekly
from portal.feeds.models import WeeklySent, WeeklyWish
from portal.jobs import registry
from portal.jobs.tasks import run_noted
from portal.mail import outbox
from portal.mail.models import OutboundMail
from tests.factories import accounts, gaps
from tests.factories.figures import rolled_up
from tests.factories.journal import at
from tests.factories.mornings import MONDAYS
from tests.portal.feeds.conftest import MONDAY, Fill

pytestmark = pytest.mark.django_db

# The Monday after the week that is told of: 9 March 2026.
NEXT = "2026-03-09"
BEFORE = at("2026-03-05 12:00")
TEN = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


def reader(name: str = "Ντίνα", *languages: str, **fields: Any) -> User:
    make = accounts.manager_of if languages else accounts.support_manager
    account = make(*languages, name=name, **({"locale": "el"} | fields))
    WeeklyWish.objects.create(account=account, since=BEFORE)
    return account


def written(when: str = f"{NEXT} 12:00") -> int:
    with time_machine.travel(at(when), tick=False):
        return weekly.write_due()


def mail() -> OutboundMail:
    return OutboundMail.objects.get(kind__startswith="digest")


@pytest.fixture
def week(fill: Fill) -> None:
    """A week in which Greek searches failed more than in the one before; in Danish too few."""
    fill(MONDAY - timedelta(days=7), search_weak={"el": (2, 20)}, requests={"el": (9, 90)})
    fill(MONDAY, search_weak={"el": (10, 20)}, requests={"el": (9, 90), "da": (0, 100)})


def test_nobody_is_written_to_who_has_not_asked_for_it(week: None) -> None:
    accounts.support_manager()
    assert written() == 0
    assert not OutboundMail.objects.exists()


@pytest.mark.parametrize(
    ("zone", "not_yet", "due"),
    [
        *MONDAYS,
        ("Europe/Athens", "2026-03-09 04:59", "2026-03-09 05:00"),
        ("Nowhere/Else", "2026-03-09 06:59", "2026-03-09 07:00"),
    ],
)
def test_it_is_written_at_seven_on_monday_where_its_reader_is(
    zone: str, not_yet: str, due: str, settings: Any
) -> None:
    settings.REPORTING_TIME_ZONE = "UTC"
    reader(time_zone=zone)
    assert written(not_yet) == 0
    assert written(due) == 1
    assert WeeklySent.objects.get().week == MONDAY


def test_a_week_is_told_once_whatever_is_switched_off_and_on(week: None) -> None:
    account = reader()
    assert [written(), written(), written("2026-03-12 09:00")] == [1, 0, 0]
    weekly.stop(account)
    WeeklyWish.objects.create(account=account, since=BEFORE)
    assert written() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        WeeklySent.objects.create(account=account, week=MONDAY)
    assert written("2026-03-16 12:00") == 1


def test_who_asks_on_monday_afternoon_gets_the_next_one() -> None:
    account = accounts.support_manager()
    WeeklyWish.objects.create(account=account, since=at("2026-03-09 15:00"))
    assert written("2026-03-09 16:00") == 0
    assert written("2026-03-16 06:00") == 0
    assert written("2026-03-16 12:00") == 1
    assert WeeklySent.objects.get().week == date(2026, 3, 9)


def test_a_monday_that_was_missed_is_made_up_in_its_week() -> None:
    reader()
    assert written("2026-03-13 20:00") == 1
    assert WeeklySent.objects.get().week == MONDAY


def test_it_says_in_the_readers_language_how_many_requests_came_and_what_changed(
    week: None,
) -> None:
    reader(locale="el")
    written()
    text = mail().text
    assert mail().locale == "el"
    assert "63" in text
    assert "47,4" in text  # Of 1,000 visits, in Greek figures.
    assert "Αναζητήσεις με αδύναμες απαντήσεις, Ελληνικά: 50,0%" in text
    assert "/cms/reports/support-effort/?first=2026-03-02&last=2026-03-08" in text
    with time_machine.travel(at(f"{NEXT} 12:00"), tick=False):
        made = outbox.message(mail())
    html = str(made.alternatives[0].content)
    assert 'lang="el"' in html
    assert "Αναζητήσεις με αδύναμες απαντήσεις" in html


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [(0, 0, "No requests, and no visits that used help."), (1, 3, "fewer than five")],
)
def test_what_few_did_is_not_told(numerator: int, denominator: int, said: str, fill: Fill) -> None:
    fill(MONDAY, requests={"ar": (0, 0)})
    done = DailyFigure.objects.filter(day=MONDAY)
    done.update(numerator=numerator, denominator=denominator)
    reader(locale="en")
    written()
    assert said in mail().text
    assert "333" not in mail().text


def test_who_sees_one_language_is_told_of_that_one(fill: Fill) -> None:
    fill(MONDAY, requests={"el": (10, 100), "da": (20, 100)})
    gaps.gap("κρύο νερό", "el", failed=21)
    gaps.gap("koldt vand", "da", failed=44)
    reader("Άννα", "el", locale="en")
    written()
    text = mail().text
    assert "Requests: 70, 100.0 per 1,000" in text
    assert "Greek" in text
    assert "κρύο νερό" in text
    # Addresses are signed: any two digits may stand in them.
    told = re.sub(r"https?://\S+", "", text)
    assert not [words for words in ("210", "koldt vand", "Danish", "44", "21") if words in told]


def test_three_things_to_do_each_with_a_link_and_what_was_typed_is_none() -> None:
    for number, text in enumerate(("https://evil.example/x", "κρύο νερό", "koldt", "hidtil")):
        gaps.gap(text, "el", failed=20 - number)
    reader(locale="en")
    written()
    text = mail().text
    assert text.count("Readers search for this and find no answer") == 3
    assert text.count("/cms/reports/content-gaps/") + text.count("/cms/search_synonyms/") >= 3
    assert "\n> https://evil.example/x\n" in text
    html = str(outbox.message(mail()).alternatives[0].content)
    assert "https://evil.example/x" in html
    assert 'href="https://evil.example' not in html


def test_one_click_ends_it_and_opening_the_link_does_not() -> None:
    account = reader()
    written()
    headers = mail().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").partition("://")[2].partition("/")[2]
    assert f"/{address}" in mail().text
    program = Client(enforce_csrf_checks=True)
    assert program.get(f"/{address}").status_code == 200
    assert WeeklyWish.objects.filter(account=account).exists()
    answer = program.post(f"/{address}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not WeeklyWish.objects.exists()
    # It had not gone yet.
    assert not OutboundMail.objects.filter(kind__startswith="digest").exists()
    assert program.post("/el/weekly-report/stop/1:x/").status_code == 404


def test_who_lost_the_right_gets_nothing_not_even_what_waits_to_go() -> None:
    account, other = reader(), reader("Μένει")
    written()
    assert OutboundMail.objects.count() == 2
    groups = list(account.groups.all())
    account.groups.clear()
    assert ending.end() == 1
    assert [one.to for one in OutboundMail.objects.all()] == [other.email]
    # With the right the wish does not come back.
    account.groups.set(groups)
    assert written("2026-03-16 12:00") == 1


@pytest.mark.parametrize("field", [{"is_active": False}, {"suspended_at": BEFORE}])
def test_nobody_is_written_to_who_is_switched_off_or_suspended(field: dict[str, Any]) -> None:
    account = reader()
    User.objects.filter(pk=account.pk).update(**field)
    assert written() == 0


def beats(begin: str, times: int = 1) -> None:
    registry.autodiscover()
    for number in range(times):
        with time_machine.travel(at(begin) + number * TEN, tick=False):
            run_noted(jobs.JOB)


def test_a_clock_that_is_ahead_for_one_beat_writes_nothing() -> None:
    reader()
    beats("2026-03-06 12:00", times=2)
    beats("2027-01-04 12:00")
    assert not WeeklySent.objects.exists()
    beats("2026-03-06 12:30", times=2)
    beats("2026-03-09 06:50", times=3)
    assert [one.week for one in WeeklySent.objects.all()] == [MONDAY]


def test_a_week_that_a_wrong_clock_told_of_is_told_when_it_comes() -> None:
    reader()
    beats("2026-03-16 12:00", times=2)
    assert WeeklySent.objects.get().week == date(2026, 3, 9)
    beats("2026-03-05 12:00", times=2)
    beats("2026-03-09 11:50", times=2)
    beats("2026-03-16 06:50", times=3)
    weeks = [one.week for one in WeeklySent.objects.order_by("week")]
    assert weeks == [MONDAY, date(2026, 3, 9)]
    # By the wrong clock, and by the right one twice.
    assert OutboundMail.objects.filter(kind__startswith="digest").count() == 3


def test_a_week_that_was_told_before_it_was_over_is_told_when_it_is() -> None:
    """On a Friday whose clock says Monday."""
    reader()
    beats("2026-03-09 12:00", times=2)
    beats("2026-03-06 12:20", times=3)
    assert OutboundMail.objects.filter(kind__startswith="digest").count() == 1
    beats("2026-03-09 06:50", times=4)
    beats("2026-03-09 12:00", times=2)
    assert OutboundMail.objects.filter(kind__startswith="digest").count() == 2
    assert WeeklySent.objects.get().written_at == at("2026-03-09 07:00")


def test_a_clock_that_is_behind_has_no_week_told_twice() -> None:
    account = reader()
    WeeklyWish.objects.filter(account=account).update(since=at("2026-01-05 12:00"))
    beats("2026-03-11 12:00", times=2)
    beats("2026-03-01 12:00", times=2)
    beats("2026-03-11 12:30", times=3)
    written_of = WeeklySent.objects.filter(week=MONDAY).get()
    assert written_of.written_at < at("2026-03-11 12:15")
    weeks = [one.week for one in WeeklySent.objects.order_by("week")]
    assert weeks == [date(2026, 2, 16), MONDAY]
    assert OutboundMail.objects.filter(kind__startswith="digest").count() == len(weeks)


def test_it_is_switched_on_and_off_on_the_page_of_ones_account(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    manager, member = accounts.support_manager(), accounts.member("Μέλος")
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.force_login(member)
    assert "/en/account/weekly-report/" not in client.get("/en/account/").content.decode()
    assert client.post("/en/account/weekly-report/", {"on": "1"}).status_code == 403
    client.force_login(manager)
    assert "Send me the weekly report" in client.get("/en/account/").content.decode()
    client.post("/en/account/weekly-report/", {"on": "1"})
    wish = WeeklyWish.objects.get()
    assert (wish.account, wish.since <= timezone.now()) == (manager, True)
    assert "You get the support-effort report" in client.get("/en/account/").content.decode()
    client.post("/en/account/weekly-report/")
    assert not WeeklyWish.objects.exists()


def test_one_that_cannot_be_written_keeps_none_of_the_others_back() -> None:
    broken = reader("Χωρίς διεύθυνση")
    User.objects.filter(pk=broken.pk).update(email="no address")
    other = reader("Μένει")
    assert written() == 1
    assert mail().to == other.email
    assert [one.account for one in WeeklySent.objects.all()] == [other]


def test_a_mail_whose_sunday_is_still_counted_says_until_when_it_is_complete(week: None) -> None:
    sunday = MONDAY + timedelta(days=6)
    DailyFigure.objects.filter(day=sunday).delete()
    ClosedDay.objects.filter(day=sunday).delete()
    reader(locale="en")
    written()
    text = mail().text
    assert "Requests: 54," in text
    assert "Complete until 7 March 2026; later days are still being counted." in text


def test_a_text_that_helps_too_few_is_named_though_sunday_is_still_counted(week: None) -> None:
    sunday = MONDAY + timedelta(days=6)
    ClosedDay.objects.filter(day=sunday).delete()
    for kind, value in ((WHOLE, ""), ("family", "noise")):
        rolled_up(MONDAY - timedelta(days=4), "helpful", kind, {(value, "el"): (3, 60)})
    reader(locale="en")
    written()
    assert "helps too few readers: 3 of 60 votes say yes." in mail().text


def test_nobody_is_written_to_whose_rights_rest_without_a_second_factor(settings: Any) -> None:
    account = reader()
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    assert written() == 0
    assert ending.end() == 0
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    assert written() == 1
