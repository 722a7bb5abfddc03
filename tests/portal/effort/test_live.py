"""The community's figures counted by hand: threads in two languages, and what befalls them."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.moderation.visibility import hide_post, show_post
from community.personal_data import erase
from portal.accounts.models import User
from portal.effort import live, words
from portal.effort.definitions import Count
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.factories.journal import at

pytestmark = pytest.mark.django_db
MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)
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
    # Another week's.
    community.thread(asker, locale="el", at=after(24 * 10))


@pytest.mark.usefixtures("story")
def test_the_rates_of_the_community_are_those_counted_by_hand() -> None:
    rates = live.community(MONDAY, SUNDAY, LATER)
    assert rates == {
        (words.UNANSWERED, "el"): Count(0, 2),
        (words.UNANSWERED, "ar"): Count(1, 1),
        (words.BY_PEERS, "el"): Count(2, 3),
        (words.BY_PEERS, "ar"): Count(1, 1),
    }


@pytest.mark.usefixtures("story")
def test_the_times_of_threads_are_those_counted_by_hand() -> None:
    arabic, greek = live.threads(MONDAY, SUNDAY)
    assert (arabic.locale, arabic.asked, arabic.accepted_count) == ("ar", 1, 0)
    assert arabic.first_reply == timedelta(hours=200)
    assert (greek.locale, greek.asked, greek.accepted_count) == ("el", 2, 1)
    assert greek.first_reply == timedelta(hours=4)
    assert greek.accepted == timedelta(hours=6)


@pytest.mark.usefixtures("story")
def test_an_erased_account_leaves_the_figures_as_they_were() -> None:
    before = live.community(MONDAY, SUNDAY, LATER), live.threads(MONDAY, SUNDAY)
    for user in User.objects.all():
        erase(user)
    assert (live.community(MONDAY, SUNDAY, LATER), live.threads(MONDAY, SUNDAY)) == before


@pytest.mark.usefixtures("story")
def test_the_community_is_counted_in_two_queries() -> None:
    with CaptureQueriesContext(connection) as caught:
        live.community(MONDAY, SUNDAY, LATER)
    assert len(caught) == 2
