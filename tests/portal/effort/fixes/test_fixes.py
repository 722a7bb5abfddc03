"""Where people stop: sums of closed days, small numbers withheld, beside the text's form."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kb.models import HelpPage
from kb.reading import trying
from portal.effort import rollups
from portal.effort.events import StepFact
from portal.effort.fixes import counting, reading
from portal.effort.fixes.counting import About, Sums
from portal.effort.models import ClosedDay, FixDay
from portal.home import site
from portal.journal.models import Step
from portal.journal.shares import ROWS
from tests.factories import accounts
from tests.factories.effort import Reader
from tests.factories.fixes import ids, make_troubleshooting
from tests.factories.journal import at

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-05 12:00")
A, B, C = "a", "b", "c"
NAMES = ("shown", "worked", "did_not", "cannot", "stopped")


def visit(*did: str, locale: str = "el") -> list[StepFact]:
    """Steps as "kind fix", a minute apart."""
    pairs = (one.split() for one in did)
    return [
        StepFact(1, at("2026-03-02 09:00"), kind, locale, family="hub", part=part)
        for kind, part in pairs
    ]


def of(found: Any, fix: str, locale: str = "el") -> Sums:
    return found.get(About("hub", fix, locale), Sums())


def test_who_says_nothing_of_the_last_fix_stopped_there() -> None:
    went = visit("read a", "fix_failed a", "fix_shown b", "fix_cannot b", "fix_shown c")
    found = counting.sums([went])
    assert of(found, A) == Sums(shown=1, did_not=1)
    assert of(found, B) == Sums(shown=1, cannot=1)
    assert of(found, C) == Sums(shown=1, stopped=1)


def test_the_last_word_on_a_fix_counts_and_who_was_helped_stopped_nowhere() -> None:
    went = visit("read a", "fix_failed a", "fix_shown b", "fix_worked a")
    found = counting.sums([went])
    assert of(found, A) == Sums(shown=1, worked=1)
    assert of(found, B) == Sums(shown=1)


def test_a_fix_that_was_only_answered_was_shown() -> None:
    assert of(counting.sums([visit("fix_worked c")]), C) == Sums(shown=1, worked=1)


_STEPS = st.tuples(
    st.sampled_from(["read", "fix_shown", "fix_worked", "fix_failed", "fix_cannot"]),
    st.sampled_from([A, B, C]),
).map(" ".join)


@given(st.lists(st.lists(_STEPS, max_size=8), max_size=5))
def test_no_visit_counts_twice_and_none_stops_twice(visits: list[list[str]]) -> None:
    found = counting.sums(visit(*did) for did in visits)
    for one in found.values():
        assert one.worked + one.did_not + one.cannot + one.stopped <= one.shown <= len(visits)
    assert sum(one.stopped for one in found.values()) <= len(visits)


def tries(number: int, page: HelpPage, locale: str = "el", day: str = "2026-03-02") -> None:
    """Reads, fails with the first fix, is shown the second and says no more."""
    first, second, _third = ids(page)
    who = Reader(f"198.51.{number}.7", locale)
    who.read("offline", f"{day} 09:00", part=first)
    about = {"family": "offline", "item_kind": "article"}
    who.did("fix_failed", f"{day} 09:05", part=first, **about)
    who.did("fix_shown", f"{day} 09:05", part=second, **about)


@pytest.mark.django_db
def test_a_closed_day_keeps_the_sums_and_nothing_of_any_visit() -> None:
    page = make_troubleshooting()
    first, second, _third = ids(page)
    for number in range(4):
        tries(number, page)
    rollups.close_days(LATER)
    sums = FixDay.objects.filter(day=MONDAY).order_by("-did_not").values_list("fix", *NAMES)
    assert list(sums) == [(first, 4, 0, 4, 0, 0), (second, 4, 0, 0, 0, 4)]
    assert not Step.objects.filter(kind__startswith="fix_").exists()
    assert not Step.objects.exclude(part="").exists()
    assert Step.objects.filter(kind="read").count() == 4


@pytest.mark.django_db
def test_a_network_that_floods_moves_no_sum() -> None:
    page = make_troubleshooting()
    tries(1, page)
    about = {"family": "offline", "item_kind": "article", "part": ids(page)[0]}
    for number in range(ROWS // 2):
        who = Reader(f"203.0.113.{number}", "el")
        who.did("fix_worked", "2026-03-02 10:00", **about)
    rollups.close_days(LATER)
    assert FixDay.objects.get(fix=ids(page)[0]).worked == 0


@pytest.mark.django_db
def test_an_article_that_is_renamed_keeps_its_sums() -> None:
    page = make_troubleshooting()
    tries(1, page)
    rollups.close_days(LATER)
    page.family.slug = "hub-offline"
    page.family.save()
    assert set(FixDay.objects.values_list("family", flat=True)) == {"hub-offline"}


def sums_of(fix: str, locale: str, shown: int, *, day: date = MONDAY) -> None:
    FixDay.objects.create(day=day, family="offline", fix=fix, locale=locale, shown=shown)


@pytest.mark.django_db
def test_small_languages_are_told_together_or_not_at_all() -> None:
    ClosedDay.objects.create(day=MONDAY)
    fixes = [trying.Fix(A, 1, "Α"), trying.Fix(B, 2, "Β")]
    assert reading.told("offline", fixes) is None
    for fix, locale, shown in (
        *((A, "el", 9), (A, "nb", 4), (A, "da", 3)),
        *((B, "el", 9), (B, "nb", 4)),
    ):
        sums_of(fix, locale, shown)
    sums_of(A, "ar", 50, day=MONDAY - timedelta(days=reading.DAYS))
    told = reading.told("offline", fixes)
    assert told
    shown = {
        group.readers: [row.sums and row.sums.shown for row in group.rows] for group in told.groups
    }
    # Four Norwegians cannot be found by taking the Greeks from all.
    assert shown == {reading.ALL: [16, 9], "el": [9, 9], reading.OTHERS: [7, None]}
    assert next(iter(shown)) == reading.ALL


@pytest.fixture
def desk(settings: Any) -> HelpPage:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    return make_troubleshooting()


def form_of(page: HelpPage) -> str:
    client = Client()
    client.force_login(accounts.writer())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.django_db
def test_an_author_sees_below_the_form_where_people_stop(desk: HelpPage) -> None:
    assert "Nothing can be told yet" in form_of(desk)
    for number in range(6):
        tries(number, desk)
    rollups.close_days(LATER)
    shown = form_of(desk)
    assert "No other fix stops more visits than <bdi>Νέο καλώδιο</bdi>: 6." in shown
    assert "Where people stop" in shown


@pytest.mark.django_db
def test_a_text_without_fixes_says_nothing_of_them(desk: HelpPage) -> None:
    page = make_troubleshooting(("text", "<p>Κείμενο</p>"), slug="other")
    assert "Where people stop" not in form_of(page)
