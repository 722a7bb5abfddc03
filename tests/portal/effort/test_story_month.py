"""Four weeks at a help centre, told by hand, counted by hand, and what the page says of them."""

import csv
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from kb.models import HelpPage
from portal.accounts.models import User
from portal.deflection import attempts
from portal.effort import rollups
from portal.effort.cells import Cell
from portal.effort.models import ClosedDay, DailyFigure
from portal.effort.report import Report
from tests.factories import accounts, community, kb
from tests.factories.effort import Reader
from tests.factories.journal import FIREFOX, at

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)
LATER = at("2026-04-02 12:00")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-03-0{day}" for day in (2, 3, 4, 5))
COMMENT = "Έκανα ό,τι λέει, δυο φορές"


@pytest.fixture
def somebody() -> Callable[..., Reader]:
    """Somebody in a language, of a network of their own."""
    networks = count(1)

    def come(locale: str = "sv", **headers: str) -> Reader:
        return Reader(f"2001:db8:{next(networks):x}::1", locale, **headers)

    return come


def votes() -> None:
    """On one Greek article, by its own door. Two say yes and one says no, with a comment; of an
    office's six yes three count; a robot, one of the staff and who asked not to be followed say
    no and count nothing. The second changes her mind on Tuesday."""
    kb.make_page(kb.make_family("Κόμβος", slug="hub"), "el", title="Κόμβος", live="at once")

    def vote(helpful: str, address: str, client: Client | None = None, **headers: str) -> Any:
        said = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin"} | headers
        client = client or Client()
        about = {"headers": said, "REMOTE_ADDR": address}
        return client, client.post("/el/help/hub/vote/", {"helpful": helpful}, **about)

    with time_machine.travel(at(f"{MONDAY} 09:00"), tick=False):
        vote("yes", "198.18.1.1")
        bo, _answer = vote("yes", "198.18.2.1")
        cleo, answer = vote("no", "198.18.3.1")
        reason = {"vote": answer.context["signed_vote"], "reason": "did_not_work"}
        same_site = {"sec-fetch-site": "same-origin"}
        cleo.post("/el/help/hub/reason/", reason | {"comment": COMMENT}, headers=same_site)
        for _colleague in range(6):
            vote("yes", "198.18.4.1")
        vote("no", "198.18.5.1", **{"user-agent": "Googlebot/2.1"})
        vote("no", "198.18.6.1", **{"sec-gpc": "1"})
        staff = Client()
        staff.force_login(accounts.owner())
        vote("no", "198.18.7.1", staff)
    with time_machine.travel(at(f"{TUESDAY} 09:00"), tick=False):
        vote("no", "198.18.2.1", bo)


def starts(somebody: Callable[..., Reader]) -> None:
    """Eight Swedes begin to write to the support on Tuesday: ten forms, six of which are sent."""
    # Opens a suggestion; its "Contact us" is another form, which is sent.
    dag = somebody()
    first = dag.begins(f"{TUESDAY} 10:00")
    dag.opens(first, "hub", f"{TUESDAY} 10:01")
    second = dag.begins(f"{TUESDAY} 10:02")
    dag.sends(second, f"{TUESDAY} 10:05")
    attempts.carry(dag.actor, [first], at=at(f"{TUESDAY} 10:05"))
    # Says that it is solved, and writes an hour later, from nowhere: known by the visit only.
    eva = somebody()
    eva.is_solved(eva.begins(f"{TUESDAY} 11:00"), f"{TUESDAY} 11:02")
    eva.sends(eva.begins(f"{TUESDAY} 12:00", saw=False), f"{TUESDAY} 12:02")
    # Solved; opened one and gone; opened none and gone.
    finn, gro, hal = somebody(), somebody(), somebody()
    finn.is_solved(finn.begins(f"{TUESDAY} 10:00"), f"{TUESDAY} 10:02")
    gro.opens(gro.begins(f"{TUESDAY} 10:00"), "hub", f"{TUESDAY} 10:01")
    hal.begins(f"{TUESDAY} 10:00")
    # Opens one, and goes on with another form 20 hours later.
    ida = somebody()
    begun = ida.begins(f"{TUESDAY} 13:00")
    ida.opens(begun, "hub", f"{TUESDAY} 13:01")
    ida.sends(ida.begins(f"{WEDNESDAY} 09:00", saw=False), f"{WEDNESDAY} 09:05")
    attempts.carry(ida.actor, [begun], at=at(f"{WEDNESDAY} 09:05"))
    # Opens one, and calls.
    jon = somebody()
    jon.opens(jon.begins(f"{TUESDAY} 10:00"), "hub", f"{TUESDAY} 10:01")
    jon.did("way_taken", f"{TUESDAY} 10:04", family="phone")
    # Asks midway not to be followed.
    kim = somebody()
    withdrawn = kim.begins(f"{TUESDAY} 10:00")
    kim.headers = {"sec_gpc": "1"}
    kim.sends(withdrawn, f"{TUESDAY} 10:03")


def searches(somebody: Callable[..., Reader]) -> None:
    """Sixteen English searches fail twice each, three Swedish ones once."""
    for number in range(32):
        somebody("en").searched(f"english {number % 16}", f"{WEDNESDAY} 10:00", weak=True)
    for query in ("solceller", "kylning", "röst"):
        somebody().searched(query, f"{WEDNESDAY} 10:00", weak=True)


@pytest.fixture
def story(settings: Any, somebody: Callable[..., Reader]) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    votes()
    starts(somebody)
    searches(somebody)
    # A, B, A are two looks at A; the reload is none.
    lea = somebody("id")
    for minute, family in enumerate(("hub", "sound", "hub", "hub")):
        lea.read(family, f"{THURSDAY} 10:0{minute}")
    # Answers herself first, then a member does, then the support.
    asker = accounts.member("Άννα")
    thread = community.thread(asker, locale="el", at=at(f"{MONDAY} 10:00"))
    community.answer(thread, asker, at=at(f"{MONDAY} 11:00"))
    community.answer(thread, at=at(f"{MONDAY} 12:00"))
    community.answer(thread, accounts.member("Solvei", is_staff=True), at=at(f"{MONDAY} 13:00"))


# Numerator and denominator over all languages.
EXPECTED = {
    # Yes: two and three of the office; and Cleo's no. Bo's word of Tuesday is one more.
    "helpful": (5, 7),
    # Sent: Dag's, Eva's and Ida's two each. Not Kim's, which was withdrawn.
    "starts_ended": (6, 10),
    # Finn, of the eight that saw suggestions: not Eva's and Ida's second.
    "explicit": (1, 8),
    # Gro. Dag and Ida sent after all, Jon called.
    "implicit": (1, 8),
    # Dag's visit opened a suggestion before; Eva's did not, nor did Ida's of Wednesday.
    "failed": (1, 3),
    # Three requests; help used Dag, Gro, Ida on Tuesday, Jon, and Lea.
    "requests": (3, 5),
    # Dag read and wrote, Gro, Ida and Jon read; Lea read two.
    "wrote_after_reading": (1, 6),
    "search_weak": (35, 35),
    "search_contact": (0, 35),
    # One by a member, one by the support; none by the asker.
    "community_by_peers": (1, 2),
}
# Votes 6 and 1; Dag 7 (the form opened again at once is none more); Eva 7; Finn 4; Gro 4; Hal 3;
# Ida 4 and 3; Jon 5; Kim 3; searches 35; Lea 3.
DONE = 7 + 7 + 7 + 4 + 4 + 3 + 7 + 5 + 3 + 35 + 3


@pytest.fixture
def page(story: None) -> Iterator[Callable[..., Any]]:
    """The page of these weeks as a manager sees it later, whatever of it is closed."""
    with time_machine.travel(LATER, tick=False):
        manager = Client()
        manager.force_login(accounts.support_manager())

        def look(first: date = FIRST, last: date = LAST, more: str = "", file: str = "") -> Any:
            query = f"?first={first}&last={last}{more}"
            return manager.get(f"/cms/reports/support-effort/{file}{query}")

        yield look


def shown(answer: Any) -> Report:
    report: Report = answer.context["report"]
    return report


def cell(answer: Any, figure: str) -> Cell:
    return next(row.total for row in shown(answer).rows if row.figure.key == figure)


def numbers(answer: Any) -> dict[str, tuple[int, int]]:
    return {
        figure: (cell(answer, figure).count.numerator, cell(answer, figure).count.denominator)
        for figure in EXPECTED
    }


def test_the_page_says_what_was_counted_by_hand_before_and_after_the_days_close(
    page: Callable[..., Any],
) -> None:
    assert numbers(page()) == EXPECTED
    assert rollups.close_days(LATER) == 30
    assert numbers(page()) == EXPECTED


def test_beside_each_figure_stands_what_was_left_out_and_the_largest_network(
    page: Callable[..., Any],
) -> None:
    rollups.close_days(LATER)
    answer = page()
    helpful = cell(answer, "helpful")
    assert (helpful.left_out.share, helpful.left_out.privacy, helpful.left_out.strangers) == (
        *(3, 1, 2),
    )
    # Three yes of eleven (five yes, six votes) are the office's; on Tuesday all was Bo's.
    assert (helpful.network.numerator, helpful.network.denominator) == (6 + 1, 11 + 1)
    assert cell(answer, "starts_ended").left_out.privacy == 0
    quiet = shown(answer).quiet
    assert (quiet.numerator, quiet.denominator) == (2, DONE + 2)
    assert shown(answer).joined_by_visit == 1
    assert "known to have ended in a request by their visit only: 1" in answer.content.decode()


def test_so_few_are_no_news_and_the_house_is_a_small_one(page: Callable[..., Any]) -> None:
    rollups.close_days(LATER)
    report = shown(page())
    assert report.is_small_house
    assert report.changed == []
    assert all(row.total.change is None for row in report.rows)


def test_lists_are_cut_after_they_are_filtered(page: Callable[..., Any]) -> None:
    rollups.close_days(LATER)
    # Two noes of seven votes are sure of nobody; of forty readers they are.
    DailyFigure.objects.update_or_create(
        day=FIRST, figure="reads", kind="family", value="hub", locale="el",
        defaults={"numerator": 40, "denominator": 40},
    )  # fmt: skip
    everywhere = shown(page()).lists.failing_queries
    swedish = shown(page(more="&locale=sv")).lists.failing_queries
    assert {one.locale for one in everywhere} == {"en"}
    assert {one.query for one in swedish} == {"solceller", "kylning", "röst"}
    (hub,) = shown(page(more="&locale=el")).lists.least_helpful
    assert (hub.title, hub.locale) == ("Κόμβος", "el")
    assert hub.readers >= 40
    assert [(one.label, one.count) for one in hub.reasons] == [
        ("I did what it says, without success", 1)
    ]
    assert hub.comments == [COMMENT]


def test_nothing_that_happens_later_rewrites_a_closed_day(
    page: Callable[..., Any], settings: Any, somebody: Callable[..., Reader]
) -> None:
    rollups.close_days(LATER)
    HelpPage.objects.get(family__slug="hub").delete()
    User.objects.filter(display_name="Άννα").delete()
    late = somebody(sec_gpc="1")
    late.sends(uuid.uuid4(), f"{TUESDAY} 10:00")
    assert numbers(page()) == EXPECTED
    settings.REPORTING_TIME_ZONE = "Asia/Jakarta"
    with pytest.raises(ImproperlyConfigured):
        rollups.close_days(LATER)


def test_days_of_another_definition_or_before_counting_are_told(page: Callable[..., Any]) -> None:
    rollups.close_days(LATER)
    day = ClosedDay.objects.get(day=FIRST)
    day.definitions["helpful"] = 1
    day.save()
    assert cell(page(), "helpful").is_older
    early = page(FIRST - timedelta(days=27))
    assert shown(early).begins_too_early
    assert "counting began then" in early.content.decode()
    before = page(FIRST - timedelta(days=27), FIRST - timedelta(days=1))
    assert cell(before, "helpful").state == "not counted"


@pytest.mark.parametrize("asked", ["&locale=xx", "&first=2026-13-01", "&last=2026-03-01"])
def test_what_is_no_period_or_language_is_refused(page: Callable[..., Any], asked: str) -> None:
    assert page(more=asked).status_code == 400


def test_the_file_tells_none_no_data_and_held_back_apart(
    page: Callable[..., Any],
) -> None:
    rollups.close_days(LATER)
    lines = page(file="csv/").content.decode("utf-8-sig").splitlines()
    states = {(row["name"], row["language"]): row["state"] for row in csv.DictReader(lines)}
    # 32 searches in English, three in Swedish, none in Greek.
    assert states["search_weak", "en"] == "counted"
    assert states["search_weak", "sv"] == "held back"
    assert states["search_weak", "el"] == "none"
