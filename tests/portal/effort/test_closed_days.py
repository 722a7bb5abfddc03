"""Closed days: never rewritten, never read but as sums, counted again where that suffices."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.feedback.models import Vote
from portal.deflection.models import Attempt
from portal.effort import forgetting, needs, rebuilding, report, rollups
from portal.effort.counts import Count
from portal.effort.figures import FIGURES
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal import days
from portal.journal.models import Step
from tests.factories.effort import Reader
from tests.factories.journal import at
from tests.factories.kb import make_family

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")
RAW = ("journal_step", "journal_visit", "deflection_attempt", "kb_vote")
FIELDS = ("day", "figure", "locale", "kind", "value", "numerator", "denominator")


def lived() -> None:
    """A search in vain, an article that does not help, a start that is solved, then a call."""
    who = Reader("198.51.100.7", "el")
    who.searched("ήχος", "2026-03-02 09:00", weak=True)
    who.read("hub", "2026-03-02 09:01")
    who.did("vote", "2026-03-02 09:02", family="hub", item_kind="article", helpful=False)
    key = who.begins("2026-03-02 09:10")
    who.opens(key, "hub", "2026-03-02 09:11")
    who.did("way_taken", "2026-03-02 09:20", item_kind="phone")
    other = Reader("203.0.113.9", "ar")
    key = other.begins("2026-03-02 10:00")
    other.is_solved(key, "2026-03-02 10:01")
    other.sends(other.begins("2026-03-02 11:00", saw=False), "2026-03-02 11:05")


def read_by_many() -> None:
    """So many readers that one "no" tells of somebody left without help."""
    about: dict[str, Any] = {"day": MONDAY, "figure": "reads", "kind": "family", "locale": "el"}
    DailyFigure.objects.update_or_create(
        **about, value="hub", defaults={"numerator": 40, "denominator": 40}
    )


def kept() -> set[tuple[Any, ...]]:
    return set(DailyFigure.objects.values_list(*FIELDS))


def test_a_report_of_closed_days_reads_no_raw_row_of_them() -> None:
    lived()
    rollups.close_days(LATER)
    read_by_many()
    with CaptureQueriesContext(connection) as queries:
        built = report.build(MONDAY, MONDAY, at=LATER)
    assert built.lists.failing_queries
    assert built.lists.least_helpful
    for sql in (query["sql"] for query in queries):
        if any(f'FROM "{table}"' in sql for table in RAW):
            # When counting began, and what readers wrote beside their votes.
            assert "MIN(" in sql or '"comment"' in sql, sql


def test_counted_again_a_day_is_the_same_whatever_it_held() -> None:
    lived()
    before = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert before["implicit", "el"] == Count(0, 1)
    assert before["explicit", "ar"] == Count(0, 1)
    rollups.close_days(LATER)
    closed = kept()
    assert report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY] == before
    assert rebuilding.rebuild(MONDAY, MONDAY, LATER).counted == 1
    assert kept() == closed


def test_nothing_done_to_articles_and_votes_rewrites_a_closed_day() -> None:
    lived()
    family = make_family("Κόμβος", slug="hub")
    said: dict[str, Any] = {"helpful": False, "reader_locale": "el", "text_locale": "el"}
    Vote.objects.create(family=family, voter="token:a", at=at("2026-03-02 09:02"), **said)
    rollups.close_days(LATER)
    read_by_many()
    closed, shown = kept(), report.build(MONDAY, MONDAY, at=LATER)
    Vote.objects.update(helpful=True, at=LATER)
    family.delete()
    assert kept() == closed
    again = report.build(MONDAY, MONDAY, at=LATER)
    assert again.rows == shown.rows
    assert [one.count for one in again.lists.least_helpful] == [Count(0, 1)]


def test_days_of_an_older_definition_stay_and_are_marked() -> None:
    lived()
    rollups.close_days(LATER)
    closed = ClosedDay.objects.get(day=MONDAY)
    closed.definitions |= {"explicit": 1}
    closed.save()
    DailyFigure.objects.filter(figure="explicit", kind="", locale="ar").update(numerator=1)
    rebuilding.rebuild(MONDAY, MONDAY, LATER)
    built = report.build(MONDAY, MONDAY, at=LATER)
    row = {row.figure.key: row for row in built.rows}["explicit"]
    assert row.total.count == Count(1, 2)
    assert row.total.is_older
    assert built.holds_older


def test_what_a_figure_that_came_later_lacks_is_made_up_for_where_that_suffices() -> None:
    lived()
    rollups.close_days(LATER)
    everything = kept()
    ClosedDay.objects.filter(day=MONDAY).update(definitions={"explicit": 2, "implicit": 2})
    DailyFigure.objects.exclude(figure__in=["explicit", "implicit"]).delete()
    assert rebuilding.make_up(LATER) == 1
    assert rebuilding.make_up(LATER) == 0
    counted = ClosedDay.objects.get(day=MONDAY).definitions
    # Votes and how starts went on were cut from their visits.
    assert {one.key for one in FIGURES} - set(counted) == {"helpful", "starts_ended", "peer"}
    assert {row for row in everything - kept() if row[3] != "network"} == {
        row
        for row in everything
        if row[1] in {"helpful", "starts_ended", "peer"} and row[3] != "network"
    }


def test_not_counted_is_not_none() -> None:
    lived()
    rollups.close_days(LATER)
    ClosedDay.objects.filter(day=MONDAY).update(definitions={"failed": 1})
    cells = {row.figure.key: row.total for row in report.build(MONDAY, MONDAY, at=LATER).rows}
    assert cells["peer"].state == "not counted"
    assert cells["failed"].state == "collecting"
    before = report.build(MONDAY - timedelta(days=30), MONDAY - timedelta(days=1), at=LATER)
    assert {row.total.state for row in before.rows} == {"not counted"}
    assert before.begins_too_early
    assert before.began == MONDAY


def test_another_time_zone_is_refused_once_days_are_closed(settings: Any) -> None:
    lived()
    rollups.close_days(LATER)
    before = kept()
    Reader("198.51.100.7", "el").read("hub", "2026-03-03 09:00")
    settings.REPORTING_TIME_ZONE = "Asia/Jakarta"
    with pytest.raises(ImproperlyConfigured, match="Asia/Jakarta"):
        rollups.close_days(at("2026-03-09 12:00"))
    assert needs.zone.missing()
    assert kept() == before
    settings.REPORTING_TIME_ZONE = "UTC"
    assert rollups.close_days(at("2026-03-09 12:00")) > 0
    assert not needs.zone.missing()


def test_the_words_of_searches_go_after_ninety_days_and_their_number_stays() -> None:
    lived()
    rollups.close_days(LATER)
    weak = DailyFigure.objects.filter(figure="search_weak")
    assert forgetting.forget_words(LATER + timedelta(days=87)) == 0
    assert weak.filter(kind="query").exists()
    assert forgetting.forget_words(LATER + timedelta(days=90)) == 1
    assert not weak.filter(kind="query").exists()
    assert weak.get(kind="").denominator == 1


def test_how_a_start_went_on_is_written_down_before_its_visit_is_cut() -> None:
    lived()
    rollups.close_days(LATER)
    assert not Attempt.objects.exclude(visit=None).exists()
    went_on = Attempt.objects.exclude(went_on="").values_list("reader_locale", "went_on")
    assert sorted(went_on) == [("ar", "visit"), ("el", "way")]
    built = report.build(MONDAY, MONDAY, at=LATER)
    assert built.joined_by_visit == 1
    assert Step.objects.filter(kind="contact_sent").count() == 1
    assert days.day_of(Attempt.objects.all()[0].started_at) == MONDAY
