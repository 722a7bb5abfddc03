"""Which things share a mark on the axis, and which are in no report."""

from datetime import date, timedelta

import pytest

from portal import locales
from portal.effort.timeline import marks
from portal.effort.timeline.articles import What
from portal.effort.timeline.marks import Mark
from tests.factories.journal import at
from tests.factories.kb import make_page
from tests.factories.timeline import logged, note

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)


def read(*codes: str, apart: int = 2) -> tuple[Mark, ...]:
    return marks.read(FIRST, LAST, codes or locales.codes(), apart)


def texts(*codes: str) -> list[list[str]]:
    return [[one.text for one in mark.notes] for mark in read(*codes)]


def test_a_note_that_begins_before_the_period_or_ends_after_it_is_told_at_its_edge() -> None:
    note("πριν", FIRST - timedelta(days=9), FIRST - timedelta(days=1))
    note("ως σήμερα", FIRST - timedelta(days=9), FIRST)
    note("ακόμη", LAST, LAST + timedelta(days=9))
    note("μετά", LAST + timedelta(days=1))
    assert texts() == [["ως σήμερα"], ["ακόμη"]]
    assert [mark.first for mark in read()] == [FIRST, LAST]
    assert read()[1].spans == ((LAST, LAST),)


def test_a_note_about_other_readers_is_not_told() -> None:
    note("alle sprog", FIRST)
    note("kun dansk", FIRST, language="da")
    note("μόνο ελληνικά", FIRST, language="el")
    assert texts("el", "ar") == [["alle sprog", "μόνο ελληνικά"]]
    assert texts() == [["alle sprog", "kun dansk", "μόνο ελληνικά"]]


def test_what_lies_near_shares_a_number_and_numbers_follow_the_days() -> None:
    for days, text in ((6, "δ"), (0, "α"), (1, "β"), (2, "γ")):
        note(text, FIRST + timedelta(days=days))
    assert texts() == [["α", "β"], ["γ"], ["δ"]]
    assert [mark.number for mark in read()] == [1, 2, 3]


def test_few_articles_are_named_and_more_are_counted_by_language() -> None:
    greek = [make_page(locale="el", live="at once") for _number in range(3)]
    danish = [make_page(locale="da", live="at once") for _number in range(2)]
    logged(greek, "wagtail.publish", at("2026-03-04 10:00"))
    logged(danish, "wagtail.publish", at("2026-03-05 10:00"))
    logged(danish[:1], "wagtail.unpublish", at("2026-03-05 12:00"))
    (mark,) = read()
    new, gone = mark.told
    assert (new.what, new.size, new.by_language) == (What.PUBLISHED, 5, (("el", 3), ("da", 2)))
    assert (new.first, new.last, new.named) == (date(2026, 3, 4), date(2026, 3, 5), ())
    assert (gone.what, len(gone.named)) == (What.TAKEN_BACK, 1)
    assert len(read("el")[0].told[0].named) == 3


def test_a_mark_touches_the_days_of_what_it_stands_for_and_no_others() -> None:
    note("διακοπή", FIRST, FIRST + timedelta(days=3))
    (mark,) = read()
    assert mark.touches(FIRST + timedelta(days=3), LAST)
    assert not mark.touches(FIRST + timedelta(days=4), LAST)
    assert not mark.touches(FIRST - timedelta(days=4), FIRST - timedelta(days=1))


def test_however_much_happens_there_are_no_more_marks_than_have_room() -> None:
    for days in range(28):
        note(f"dag {days}", FIRST + timedelta(days=days))
    assert len(read(apart=4)) == 7
