"""Two days at a help centre, told by hand and counted by hand."""

import uuid
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.effort import report, rollups
from portal.effort.counts import Count
from portal.effort.models import ClosedDay, DailyFigure
from tests.factories.deflection import suggestions
from tests.factories.effort import Reader
from tests.factories.journal import GOOGLEBOT, SAFARI, at

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
LATER = at("2026-03-05 12:00")


@pytest.fixture
def story(db: None) -> None:
    # 1. A robot reads everything. Nobody counts it.
    robot = Reader("198.18.1.2", agent=GOOGLEBOT)
    robot.read("hub", "2026-03-02 08:00")
    robot.searched("hub", "2026-03-02 08:01")

    # 2. Anna (Greek) searches, opens the second result, which is in English, and is content.
    anna = Reader("198.18.2.2", "el")
    anna.searched("ήχος", "2026-03-02 09:00")
    anna.did("click", "2026-03-02 09:01", rank=2, item_kind="article", family="sound")
    anna.read("sound", "2026-03-02 09:01", text_locale="en", is_fallback=True)

    # 3. Bo (Swedish) searches in vain, in other words again, and sends a request unhelped.
    bo = Reader("198.18.3.2", "sv")
    bo.searched("trasig", "2026-03-02 09:00", weak=True)
    bo.searched("trasig hubb", "2026-03-02 09:02", weak=True)
    start = bo.begins("2026-03-02 09:05", saw=False)
    bo.sends(start, "2026-03-02 09:10")

    # 4. Cleo (Greek) begins a request, opens a suggestion, and says that it solved it. She
    #    clicks everything twice.
    cleo = Reader("198.18.4.2", "el")
    start = cleo.begins("2026-03-02 10:00")
    for _click in range(2):
        cleo.opens(start, "hub", "2026-03-02 10:01")
        cleo.read("hub", "2026-03-02 10:01", text_locale="el")
        cleo.is_solved(start, "2026-03-02 10:05")

    # 5. Dag (Norwegian) sees suggestions, opens one, and is not seen again.
    dag = Reader("198.18.5.2", "nb")
    start = dag.begins("2026-03-02 11:00")
    dag.opens(start, "hub", "2026-03-02 11:01")

    # 6. Eva (English) reads an article, sees suggestions, and sends it anyway.
    eva = Reader("198.18.6.2")
    eva.read("wifi", "2026-03-02 12:00")
    start = eva.begins("2026-03-02 12:05")
    eva.sends(start, "2026-03-02 12:10")

    # 7. Farid (Arabic) does not want to be followed, reads, and asks.
    farid = Reader("198.18.7.2", "ar", sec_gpc="1")
    farid.read("hub", "2026-03-02 13:00")
    start = farid.begins("2026-03-02 13:01")
    farid.sends(start, "2026-03-02 13:02")

    # 8. Gro and Hal share an address and a browser: one visit. She searches, he sends.
    gro, hal = Reader("198.18.8.2", "da"), Reader("198.18.8.2", "da")
    gro.searched("netværk", "2026-03-02 14:00")
    start = hal.begins("2026-03-02 14:30", saw=False)
    hal.sends(start, "2026-03-02 14:31")

    # 9. Ida shares their address with a browser of her own: a visit that read two articles,
    #    one of them out of date.
    ida = Reader("198.18.8.2", "da", agent=SAFARI)
    ida.read("wifi", "2026-03-02 15:00")
    ida.read("sound", "2026-03-02 15:05", is_outdated=True)

    # 10. Jo (Indonesian) searches the same three times within minutes: reloads.
    jo = Reader("198.18.9.2", "id")
    for minute in (0, 5, 9):
        jo.searched("cetak", f"2026-03-02 16:0{minute}")

    # 11. Kim (English) begins at 23:58 after reading, and sends at 00:03: the start is
    #     Monday's, the request is in Tuesday's visit, which read nothing.
    kim = Reader("198.18.10.2")
    kim.read("hub", "2026-03-02 23:55")
    start = kim.begins("2026-03-02 23:58")
    kim.sends(start, "2026-03-03 00:03")

    # 12. Lea (Greek) begins on Tuesday, is solved, then sends after all.
    lea = Reader("198.18.11.2", "el")
    start = lea.begins("2026-03-03 09:00")
    lea.is_solved(start, "2026-03-03 09:05")
    lea.sends(start, "2026-03-03 09:20")

    # 13. Mia (Greek) changes to English midway: her visit stays Greek.
    mia = Reader("198.18.12.2", "el")
    mia.searched("ήχος", "2026-03-03 10:00")
    mia.locale = "en"
    mia.read("sound", "2026-03-03 10:02")

    # 14. Nils turns on GPC after beginning: his start leaves the rates.
    nils = Reader("198.18.13.2", "sv")
    start = nils.begins("2026-03-03 11:00")
    nils.headers = {"sec_gpc": "1"}
    nils.sends(start, "2026-03-03 11:05")

    # 15. Two questions meet suggestions; one is answered by them.
    for number, end in ((14, attempts.solve), (15, attempts.send)):
        asker = Reader(f"198.18.{number}.2", "sv").actor
        question, when = uuid.uuid4(), at("2026-03-02 17:00")
        attempts.begin(asker, Kind.QUESTION, question, at=when)
        attempts.show(asker, Kind.QUESTION, question, suggestions(), at=when)
        end(asker, Kind.QUESTION, question, at=when)


EXPECTED: dict[str, dict[str, tuple[int, int]]] = {
    # Cleo; not Dag, Eva, Kim; Lea sent after all.
    "explicit": {"el": (1, 2), "nb": (0, 1), "en": (0, 2)},
    # Cleo opened and sent nothing, Dag too.
    "implicit": {"el": (1, 2), "nb": (1, 1), "en": (0, 2)},
    # Bo and Eva used help before, Hal by Gro's search; Kim's visit of Tuesday and Lea did not.
    "failed": {"sv": (1, 1), "en": (1, 2), "da": (1, 1), "el": (0, 1)},
    # Help: Anna, Cleo, Dag (opened), Eva, Ida, Kim (Monday), Mia. Sent: Bo, Eva, Hal, Kim, Lea.
    "self_service": {"el": (3, 1), "nb": (1, 0), "en": (2, 2), "da": (1, 1), "sv": (0, 1)},
    "search_weak": {"el": (0, 2), "sv": (2, 2), "da": (0, 1), "id": (0, 1)},
    "search_first_five": {"el": (1, 2), "sv": (0, 2), "da": (0, 1), "id": (0, 1)},
    "search_reformulated": {"el": (0, 2), "sv": (1, 2), "da": (0, 1), "id": (0, 1)},
    "search_contact": {"el": (0, 2), "sv": (1, 1), "da": (1, 1), "id": (0, 1)},
    # Intent: Anna (fallback), Bo, Cleo, Dag, Eva, Gro and Hal, Ida (outdated), Jo, Kim (Monday),
    # Lea, Mia, Nils.
    "language_gap": {
        "el": (1, 4), "sv": (0, 2), "nb": (0, 1), "en": (0, 2), "da": (1, 2), "id": (0, 1),
    },
    "peer": {"sv": (1, 2)},
}  # fmt: skip


# Anna 3; Bo 5; Cleo 6; Dag 4; Eva 5; Gro and Hal 4; Ida 2; Jo 1; Kim 5; Lea 5; Mia 2; Nils 3; the
# questions 3 each.
DONE = 3 + 5 + 6 + 4 + 5 + 4 + 2 + 1 + 5 + 5 + 2 + 3 + 6


def counted(daily: dict[date, Any]) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, Count]] = {}
    for counts in daily.values():
        for (figure, locale), count in counts.items():
            by_locale = found.setdefault(figure, {})
            by_locale[locale] = by_locale.get(locale, Count()) + count
    return {
        figure: {code: (c.numerator, c.denominator) for code, c in by_locale.items()}
        for figure, by_locale in found.items()
    }


@pytest.mark.parametrize("figure", list(EXPECTED))
def test_the_figures_are_those_counted_by_hand(story: None, figure: str) -> None:
    daily = report.by_day(MONDAY, TUESDAY, at=LATER)
    assert counted(daily)[figure] == EXPECTED[figure]


def test_closed_days_say_the_same_as_their_steps(story: None) -> None:
    before = counted(report.by_day(MONDAY, TUESDAY, at=LATER))
    assert rollups.close_days(LATER) == 2
    assert counted(report.by_day(MONDAY, TUESDAY, at=LATER)) == before
    assert ClosedDay.objects.count() == 2


def test_closing_again_or_rebuilding_changes_nothing(story: None) -> None:
    fields = ("day", "figure", "locale", "numerator", "denominator")
    rollups.close_days(LATER)
    first = set(DailyFigure.objects.values_list(*fields))
    assert rollups.close_days(LATER) == 0
    with time_machine.travel(LATER, tick=False):
        call_command("rebuild_figures", str(MONDAY), str(TUESDAY), verbosity=0)
    assert set(DailyFigure.objects.values_list(*fields)) == first


def test_a_day_is_closed_when_it_has_been_over_for_a_day(story: None) -> None:
    assert rollups.close_days(at("2026-03-03 23:59")) == 0
    assert rollups.close_days(at("2026-03-04 00:01")) == 1
    assert ClosedDay.objects.get().day == MONDAY


def test_adjoining_periods_add_up_to_both_together(story: None) -> None:
    both = counted(report.by_day(MONDAY, TUESDAY, at=LATER))
    parts = report.by_day(MONDAY, MONDAY, at=LATER) | report.by_day(TUESDAY, TUESDAY, at=LATER)
    assert counted(parts) == both


def test_a_start_that_is_not_settled_is_not_in_figure_two(story: None) -> None:
    soon = at("2026-03-02 18:00")
    counts = counted(report.by_day(MONDAY, MONDAY, at=soon))
    assert "implicit" not in counts
    assert counts["explicit"]["el"] == (1, 1)


def test_the_share_of_those_who_are_in_no_rate_is_known(story: None) -> None:
    quiet = report.build(MONDAY, TUESDAY, at=LATER).quiet
    # Farid: read, opened the form, began, saw suggestions, sent. Nils: sent.
    assert quiet.numerator == 6
    # And of the others' steps each, without Cleo's doubled clicks and Jo's reloads.
    assert quiet.denominator == 6 + DONE


def test_the_reporting_time_zone_moves_kims_request_into_one_visit(settings: Any) -> None:
    settings.REPORTING_TIME_ZONE = "Asia/Jakarta"  # Midnight is at 17:00 UTC.
    kim = Reader("198.18.10.2")
    kim.read("hub", "2026-03-02 23:55")
    start = kim.begins("2026-03-02 23:58")
    kim.sends(start, "2026-03-03 00:03")
    counts = counted(report.by_day(MONDAY, TUESDAY, at=LATER))
    assert counts["failed"] == {"en": (1, 1)}
