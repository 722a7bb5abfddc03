"""The lists beside the rates: cut after they are filtered, and in the order of what they cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kb.feedback.models import Vote
from portal.effort import counts, report, rollups
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal import days
from tests.factories import kb
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")


def rolled_up(figure: str, kind: str, rows: dict[tuple[str, str], tuple[int, int]]) -> None:
    """Roll-ups of a closed Monday, by value and language."""
    ClosedDay.objects.get_or_create(day=MONDAY, defaults={"definitions": {figure: 2}})
    about = {"day": MONDAY, "figure": figure, "kind": kind}
    DailyFigure.objects.bulk_create(
        DailyFigure(value=value, locale=code, numerator=n, denominator=of, **about)
        for (value, code), (n, of) in rows.items()
    )


def test_a_small_languages_searches_are_not_cut_off_by_a_large_ones() -> None:
    many = {(f"query {number}", "en"): (50 - number, 50 - number) for number in range(40)}
    rolled_up("search_weak", "query", many | {("trasig", "sv"): (2, 2), ("kall", "sv"): (1, 1)})
    found = report.build(MONDAY, MONDAY, languages=["sv"], at=LATER).lists.failing_queries
    assert [(one.query, one.searches) for one in found] == [("trasig", 2), ("kall", 1)]
    assert len(report.build(MONDAY, MONDAY, at=LATER).lists.failing_queries) == 15


def test_the_article_that_leaves_most_readers_without_help_comes_first() -> None:
    votes = {
        # 2 of 3 tells little; 5 of 90 tells much, of many readers or of few.
        ("few-votes", "el"): (2, 3),
        ("read-much", "el"): (5, 90),
        ("read-little", "el"): (5, 90),
        ("liked", "el"): (90, 95),
        ("loved", "el"): (40, 40),
        # Of nobody is it sure that they were left without help.
        ("one-no", "el"): (0, 1),
        ("few-noes", "el"): (30, 31),
    }
    rolled_up("helpful", "family", votes)
    reads = {"few-votes": 500, "read-much": 4000, "read-little": 100, "liked": 500}
    rolled_up("reads", "family", {(slug, "el"): (n, n) for slug, n in reads.items()})
    found = report.build(MONDAY, MONDAY, at=LATER).lists.least_helpful
    assert [one.slug for one in found] == ["read-much", "read-little", "few-votes", "liked"]
    assert all(one.not_helped >= 1 for one in found)
    assert found[0].readers == 4000


def test_of_each_article_stand_its_title_language_reasons_comments_and_editor(
    settings: Any, admin_client: Client
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    family = kb.make_family("Hub", slug="hub")
    page = kb.make_page(family, "el", title="Ο κόμβος", live="at once")
    kb.make_page(family, "en", title="The hub", live="at once")
    when = timezone.now() - timedelta(minutes=5)
    said: dict[str, Any] = {"reader_locale": "el", "text_locale": "el", "at": when}
    said |= {"helpful": False, "reason": "unclear", "comment": "Δεν κατάλαβα"}
    Vote.objects.create(family=family, voter="token:a", **said)
    reader, at_once = Reader("198.51.100.7", "el"), f"{when:%Y-%m-%d %H:%M}"
    reader.did("vote", at_once, family="hub", item_kind="article", helpful=False)
    for number in range(5):
        Reader(f"2001:db8:{number}::1", "el").read("hub", at_once)
    (one,) = report.build(days.day_of(), days.day_of()).lists.least_helpful
    assert (one.title, one.locale, one.page) == ("Ο κόμβος", "el", page.pk)
    assert [(reason.label, reason.count) for reason in one.reasons] == [
        ("It is hard to understand", 1)
    ]
    assert one.comments == ["Δεν κατάλαβα"]


def test_searches_of_open_and_closed_days_are_one_list() -> None:
    who = Reader("198.51.100.7", "da")
    for day in ("2026-03-02", "2026-03-03"):
        who.searched("støj", f"{day} 09:00", weak=True)
        who.searched("kulde", f"{day} 09:05")
    rollups.close_days(at("2026-03-04 00:30"))
    assert ClosedDay.objects.count() == 1
    built = report.build(MONDAY, MONDAY + timedelta(days=1), at=at("2026-03-04 00:30"))
    assert [(one.query, one.searches) for one in built.lists.failing_queries] == [("støj", 2)]


def test_a_tally_keeps_the_largest_network_and_not_who_it_was() -> None:
    cases = [counts.Case("el", 1, 1, network) for network in ("a", "a", "b", "", "", "")]
    found = counts.tally("explicit", [*cases, counts.Case("sv", 0, 1, "a")])
    assert found["explicit", "el", counts.NETWORK, ""] == counts.Count(4, 12)
    assert found["explicit", "", counts.NETWORK, ""] == counts.Count(5, 13)
    assert not any("a" in value for _figure, _code, _kind, value in found)
