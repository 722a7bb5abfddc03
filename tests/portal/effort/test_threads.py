"""The community's figures counted by hand: threads in two languages, and what befalls them."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.forum.models import Post
from community.moderation.visibility import hide_post, show_post
from community.personal_data import erase
from portal.accounts.models import User
from portal.effort import daily, facts, lists, report, rollups, threads
from portal.effort.counts import Count
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db
MONDAY, LAST = date(2026, 3, 2), date(2026, 3, 18)
LATER = at("2026-03-20 12:00")
ASKED = at("2026-03-02 10:00")


def after(hours: int) -> datetime:
    return ASKED + timedelta(hours=hours)


@pytest.fixture
def story() -> None:
    asker, moderator = accounts.member("Άννα"), acting(accounts.moderator())
    # Answered by spam, which is hidden, then by the asker, then by a peer, whose answer helps.
    thread = community.thread(asker, locale="el", at=ASKED)
    spam = community.answer(thread, at=after(1))
    hide_post(actor=moderator, post=spam, reason="Spam")
    community.answer(thread, asker, at=after(2))
    helps = community.answer(thread, at=after(5))
    accept_answer(actor=acting(asker), answer=helps, at=after(6))
    # Answered by staff, accepted by mistake.
    thread = community.thread(asker, locale="el", at=after(1))
    official = community.answer(thread, accounts.member("Solvei", is_staff=True), at=after(4))
    accept_answer(actor=acting(asker), answer=official, at=after(5))
    withdraw_acceptance(actor=acting(asker), answer=official)
    # Answered by the asker alone, in Arabic; then by a reply that was hidden and is shown again,
    # more than a week later.
    thread = community.thread(asker, locale="ar", at=ASKED)
    community.answer(thread, asker, at=after(1))
    late = community.answer(thread, at=after(200))
    hide_post(actor=moderator, post=late, reason="x")
    show_post(actor=moderator, post=late, reason="x")
    # Nobody sees it.
    gone = community.thread(asker, locale="ar", at=ASKED)
    hide_post(actor=moderator, post=community.question(gone), reason="x")
    # Its week is not over yet.
    community.thread(asker, locale="el", at=after(24 * 10))
    # Somebody came, so the days are counted.
    Reader("198.51.100.7", "id").read("hub", "2026-03-02 09:00")


def rates() -> dict[tuple[str, str], Count]:
    counts: dict[tuple[str, str], Count] = {}
    for of_day in report.by_day(MONDAY, LAST, at=LATER).values():
        for (figure, code), count in of_day.items():
            if figure in {"community_unanswered", "community_by_peers"}:
                counts[figure, code] = counts.get((figure, code), Count()) + count
    return counts


def times() -> list[lists.Threads]:
    read = daily.read(MONDAY, LAST, LATER)
    return lists.build(read, MONDAY, LAST, ("ar", "el"), read.stamp).threads


@pytest.mark.usefixtures("story")
def test_the_rates_of_the_community_are_those_counted_by_hand() -> None:
    assert rates() == {
        ("community_unanswered", "el"): Count(0, 2),
        ("community_unanswered", "ar"): Count(1, 1),
        # The peer's and the staff's; not what the asker answered.
        ("community_by_peers", "el"): Count(1, 2),
        ("community_by_peers", "ar"): Count(1, 1),
    }


@pytest.mark.usefixtures("story")
def test_a_question_is_called_unanswered_on_the_day_its_week_is_over() -> None:
    found = report.by_day(MONDAY, LAST, at=LATER)
    days = {day for day, counts in found.items() if ("community_unanswered", "ar") in counts}
    assert days == {MONDAY + timedelta(days=7)}


@pytest.mark.usefixtures("story")
def test_the_times_of_threads_are_those_counted_by_hand() -> None:
    arabic, greek = times()
    assert (arabic.locale, arabic.asked, arabic.accepted_count) == ("ar", 1, 0)
    assert arabic.first_reply == timedelta(hours=200)
    assert (greek.locale, greek.asked, greek.accepted_count) == ("el", 3, 1)
    assert greek.first_reply == timedelta(hours=4)
    assert greek.accepted == timedelta(hours=6)


@pytest.mark.usefixtures("story")
def test_nothing_that_befalls_a_thread_later_rewrites_a_closed_day() -> None:
    rollups.close_days(LATER)
    before = rates(), times()
    for user in User.objects.all():
        erase(user)
    for question in Post.objects.questions():
        hide_post(actor=acting(accounts.moderator()), post=question, reason="x")
    assert (rates(), times()) == before


@pytest.mark.usefixtures("story")
def test_closed_days_say_of_the_community_what_its_threads_say() -> None:
    before = rates(), times()
    rollups.close_days(LATER)
    assert (rates(), times()) == before


@pytest.mark.usefixtures("story")
def test_the_community_is_read_in_four_queries() -> None:
    days = [MONDAY + timedelta(days=offset) for offset in range(17)]
    with CaptureQueriesContext(connection) as caught:
        threads.read(days, facts.within)
    assert len(caught) == 4
