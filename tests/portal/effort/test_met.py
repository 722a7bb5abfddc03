"""What readers met of each article is told to those who translate."""

from datetime import timedelta

import pytest

from kb.translation import need
from kb.translation.need import DAYS, Met
from portal.effort import rollups
from portal.effort.met import met
from portal.journal import days
from tests.factories.effort import Reader
from tests.factories.figures import rolled_up

pytestmark = pytest.mark.django_db


def test_what_visits_got_is_counted_once_each_in_the_readers_language() -> None:
    when = f"{days.day_of() - timedelta(days=4):%Y-%m-%d}"
    who = Reader("198.51.100.7", "el")
    for minute in (0, 40):
        who.read("hub", f"{when} 09:{minute:02}", is_fallback=True)
    who = Reader("203.0.113.9", "el")
    who.read("lamp", f"{when} 09:50", is_outdated=True)
    who.read("door", f"{when} 09:51", is_fallback=True, is_outdated=True)
    who.read("fine", f"{when} 09:52")
    Reader("198.51.100.8", "da").read("hub", f"{when} 09:00", is_fallback=True)
    rollups.close_days()
    found = {slug: (one.fallback, one.outdated) for slug, one in met(["el"])["el"].items()}
    assert found == {"hub": (1, 0), "lamp": (0, 1), "door": (1, 0), "fine": (0, 0)}
    assert met(["da"])["da"] == {"hub": Met(fallback=1)}


def test_votes_and_requests_that_followed_are_told_as_well() -> None:
    day = rollups.last_closable()
    rolled_up(day, "helpful", "family", {("hub", "ar"): (3, 10)})
    rolled_up(day, "wrote_after_reading", "family", {("hub", "ar"): (2, 40)})
    assert met(["ar"])["ar"] == {"hub": Met(unhelped=7, wrote=2)}


def test_what_is_older_than_the_days_it_looks_at_is_not_told() -> None:
    last = rollups.last_closable()
    for ago in (DAYS - 1, DAYS):
        day = last - timedelta(days=ago)
        rolled_up(day, "met_fallback", "family", {("hub", "el"): (ago, ago)})
    assert met(["el"])["el"] == {"hub": Met(fallback=DAYS - 1)}


def test_articles_ask_for_it_without_knowing_the_report() -> None:
    rolled_up(rollups.last_closable(), "met_outdated", "family", {("hub", "el"): (6, 6)})
    assert need.met(["el"])["el"] == {"hub": Met(outdated=6)}
