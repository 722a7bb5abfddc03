"""One network's share of the figures: scripts, offices, and what strangers see of it."""

import re
import secrets
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kb.feedback import figures
from kb.feedback.models import Vote
from portal import journal
from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt, Outcome
from portal.effort import counting, counts, rebuilding, report, rollups, weighing
from portal.effort.counts import Count
from portal.effort.events import DayFacts, StartFact, StepFact, VoteFact
from portal.effort.models import ClosedDay
from portal.journal import days, shares
from portal.journal.models import BeyondShare, Step, StepKind, Visit
from portal.settings.environment import Environment
from tests.factories import kb
from tests.factories.deflection import suggestions
from tests.factories.effort import Reader
from tests.factories.journal import FIREFOX, at, reader

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-06 12:00")
NOON = at("2026-03-02 12:00")
DAYS = 30


def day_of(honest: int, rate: int, scripted: int) -> DayFacts:
    """A day's starts, searches and votes: honest ones from a network each, `rate` in a hundred
    with a yes; and scripted ones from one network, all with a yes, kept up to the bound."""
    day = DayFacts()
    for number in range(honest + min(scripted, shares.ROWS)):
        is_honest = number < honest
        network = f"honest {number}" if is_honest else "script"
        yes = number * 100 < rate * honest if is_honest else True
        moment = NOON + timedelta(seconds=number)
        day.starts.append(
            StartFact(
                locale="el",
                started_at=moment,
                saw=True,
                outcome="solved" if yes else "",
                outcome_at=moment if yes else None,
                row=uuid.UUID(int=number),
                network=network,
            )
        )
        day.votes.append(VoteFact(number, number if is_honest else 0, network, ""))
        day.steps.append(
            StepFact(
                visit=number,
                at=moment,
                kind=StepKind.SEARCH,
                locale="el",
                subject=str(number),
                weak=yes,
                row=number,
                network=network,
            )
        )
    day.further["script", StepKind.SEARCH, "el"] = max(0, scripted - shares.ROWS)
    return day


def rates(month: list[DayFacts]) -> dict[str, float]:
    """Explicit deflection, weak answers, and the scripted part of all votes."""
    total, votes = {"explicit": Count(), "search_weak": Count()}, Count()
    for day in month:
        left_out = weighing.weigh(day)
        counted = weighing.counted(day, left_out)
        found = counts.whole(counting.figures(day, left_out, LATER))
        for figure in total:
            total[figure] += found[figure, "el"]
        scripted = sum(vote.network == "script" for vote in counted.votes)
        votes += Count(scripted, len(counted.votes))
    shown = {str(figure): count.numerator / count.denominator for figure, count in total.items()}
    return shown | {"votes": votes.numerator / votes.denominator}


@pytest.mark.parametrize("rate", [20, 70])
@pytest.mark.parametrize(
    "scripted", [[1_000] + [0] * (DAYS - 1), [24 * 24] * DAYS], ids=["one hour", "24 an hour"]
)
def test_a_script_on_one_network_moves_a_rate_by_two_points_at_most(
    rate: int, scripted: list[int]
) -> None:
    honest = rates([day_of(10, rate, 0) for _day in range(DAYS)])
    moved = rates([day_of(10, rate, count) for count in scripted])
    for figure, value in honest.items():
        assert abs(moved[figure] - value) <= 0.02, figure


@pytest.mark.parametrize("rate", [20, 70])
def test_all_on_one_day_they_move_it_by_two_points_at_most(rate: int) -> None:
    for scripted in (3, 6, 30, 60, 61, 1_000):
        moved = rates([day_of(300, rate, scripted)])
        for figure, value in rates([day_of(300, rate, 0)]).items():
            assert abs(moved[figure] - value) <= 0.02, (scripted, figure)


def begins_and_is_solved(who: Reader, count: int) -> None:
    """So many attempts, as scripts send them."""
    actor = who.actor
    for _number in range(count):
        key = uuid.uuid4()
        attempts.begin(actor, Kind.CONTACT, key, at=NOON)
        attempts.show(actor, Kind.CONTACT, key, suggestions(), at=NOON)
        attempts.solve(actor, Kind.CONTACT, key, at=NOON)


@pytest.mark.django_db
def test_of_what_a_network_does_a_hundred_rows_are_kept_and_the_rest_is_a_number() -> None:
    script = Reader("203.0.113.7", "el")
    begins_and_is_solved(script, 130)
    actor = script.actor
    for number in range(130):
        journal.record(actor, "search", query=f"ερώτηση {number}", at=NOON)
    kept = Step.objects.values_list("kind")
    assert kept.filter(kind="contact_started").count() == shares.ROWS
    assert kept.filter(kind="search").count() == shares.ROWS
    assert Attempt.objects.count() == shares.ROWS
    beyond = dict(BeyondShare.objects.values_list("kind", "count"))
    assert beyond["contact_started"] == beyond["search"] == 30
    for number in range(130):
        other = reader(address="198.51.100.7", agent=f"{FIREFOX} {number}")
        journal.record(other, "search", query="x", at=NOON)
    assert Visit.objects.count() == 1 + shares.ROWS


@pytest.mark.django_db
def test_what_lies_beyond_the_share_is_marked_and_told_when_the_day_closes() -> None:
    begins_and_is_solved(Reader("198.51.100.1", "el"), 2)
    begins_and_is_solved(Reader("203.0.113.7", "el"), 8)
    before = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert before["explicit", "el"] == Count(5, 5)
    rollups.close_days(LATER)
    assert report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY] == before
    assert Attempt.objects.count() == 10
    assert Attempt.objects.counted().count() == 5
    told = BeyondShare.objects.get(kind="contact_started")
    assert (told.day, told.network, told.locale, told.count) == (MONDAY, "", "el", 5)
    assert not Visit.objects.exclude(network="").exists()
    rebuilding.rebuild(MONDAY, MONDAY, LATER)
    assert report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY] == before


@pytest.mark.django_db
def test_a_network_that_floods_one_figure_counts_nothing_that_day() -> None:
    honest, script = Reader("198.51.100.1", "el"), Reader("203.0.113.7", "el")
    honest.searched("ήχος", "2026-03-02 09:00")
    script.read("hub", "2026-03-02 09:00")
    begins_and_is_solved(script, 31)
    counts = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert ("explicit", "el") not in counts
    assert ("self_service", "el") not in counts
    assert counts["language_gap", "el"] == Count(0, 1)


@pytest.mark.django_db
def test_one_keen_reader_on_a_small_site_is_no_flood() -> None:
    keen = Reader("203.0.113.7", "el")
    for number in range(40):
        keen.searched(f"ήχος {number}", "2026-03-02 09:00")
        keen.read(f"article {number}", "2026-03-02 09:01")
        keen.did("click", "2026-03-02 09:01", family=f"article {number}", rank=1)
    neighbour = Reader("203.0.113.8", "el")
    neighbour.sends(neighbour.begins("2026-03-02 10:00"), "2026-03-02 10:05")
    counts = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert counts["search_weak", "el"] == Count(0, shares.LEAST)
    assert counts["self_service", "el"] == Count(1, 1)
    assert counts["explicit", "el"] == Count(0, 1)
    rollups.close_days(LATER)
    counted = Step.objects.counted()
    assert counted.filter(kind="read").count() == shares.LEAST
    assert counted.filter(kind="contact_sent").count() == 1


@pytest.mark.django_db
def test_more_reads_than_rows_are_kept_of_are_a_flood() -> None:
    script = Reader("203.0.113.7", "el")
    for number in range(shares.ROWS + 1):
        script.read(f"article {number}", "2026-03-02 09:01")
    Reader("198.51.100.1", "el").read("hub", "2026-03-02 09:01")
    counts = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert counts["self_service", "el"] == Count(1, 0)
    assert counts["quiet", "el"] == Count(0, 1)


@pytest.mark.django_db
def test_typing_on_is_one_start_though_no_row_is_kept_of_it() -> None:
    begins_and_is_solved(Reader("203.0.113.7", "el"), shares.ROWS - 1)
    actor, kept, beyond = Reader("203.0.113.7", "el").actor, uuid.uuid4(), uuid.uuid4()
    for key in (kept, beyond):
        for _keystroke in range(30):
            attempts.begin(actor, Kind.CONTACT, key, at=NOON)
    assert Attempt.objects.filter(pk=kept).exists()
    assert not Attempt.objects.filter(pk=beyond).exists()
    assert BeyondShare.objects.get(kind="contact_started").count == 1


@pytest.mark.django_db
def test_two_hundred_people_in_a_named_office_are_all_counted(settings: Any) -> None:
    named = Environment(crowded_networks="203.0.113.0/24")  # type: ignore[arg-type]
    settings.CROWDED_NETWORKS = named.crowded_networks
    for number in range(200):
        person = Reader(f"203.0.113.{number}", "el")
        person.searched("ήχος", "2026-03-02 09:00")
        person.read("hub", "2026-03-02 09:01")
    rollups.close_days(LATER)
    counts = report.by_day(MONDAY, MONDAY, at=LATER)[MONDAY]
    assert counts["self_service", "el"] == Count(200, 0)
    assert counts["search_weak", "el"] == Count(0, 200)
    assert Step.objects.counted().filter(kind="read", family="hub").count() == 200
    assert not BeyondShare.objects.exists()


@pytest.fixture
def vote(db: None) -> Callable[..., Any]:
    kb.make_page(kb.make_family("Κόμβος", slug="hub"), "el", title="Κόμβος", live="at once")

    def cast(helpful: str = "yes", address: str = "203.0.113.7", **headers: str) -> Any:
        said = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin"} | headers
        client = Client(REMOTE_ADDR=address, headers=said)
        return client.post("/el/help/hub/vote/", {"helpful": helpful})

    return cast


def helpful() -> Count:
    today = days.day_of()
    built = report.build(today - timedelta(days=3), today)
    return next(row for row in built.rows if row.figure.key == "helpful").total.count


def test_of_one_articles_votes_three_of_a_network_count_and_no_stranger_sees_it(
    vote: Callable[..., Any],
) -> None:
    vote("no", "198.51.100.1")
    answers = [vote() for _time in range(6)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({len(shown(answer)[2]) for answer in answers}) == 1
    assert Vote.objects.count() == 7
    assert helpful() == Count(3, 4)
    rollups.mark_open_days()
    family = Vote.objects.all()[0].family
    assert figures.helpfulness(family) == figures.Helpfulness(yes=3, no=1)


def invented() -> dict[str, str]:
    return {"cookie": f"voter={secrets.token_urlsafe(32)}"}


STRANGERS: dict[str, Callable[[], dict[str, str]]] = {
    "without a cookie": dict,
    "with an invented one": invented,
    "who asks not to be followed": lambda: {"dnt": "1"},
    "robot": lambda: {"user-agent": "Googlebot/2.1"},
    "ahead of a reader": lambda: invented() | {"sec-purpose": "prefetch"},
}


def shown(answer: Any) -> tuple[int, list[str], str]:
    """What somebody gets to see, but for the name of the vote."""
    page = re.sub(r'name="vote" value="[^"]+"', "", answer.content.decode())
    return answer.status_code, list(answer.cookies), page


@pytest.mark.parametrize("who", STRANGERS)
def test_of_one_networks_votes_a_hundred_rows_are_kept_and_no_stranger_sees_it(
    vote: Callable[..., Any], who: str
) -> None:
    answers = [shown(vote("yes", **STRANGERS[who]())) for _time in range(150)]
    assert {status for status, _cookies, _page in answers} == {200}
    assert all(answer == answers[0] for answer in answers)
    assert Vote.objects.count() == shares.ROWS


def test_strangers_of_all_kinds_share_their_networks_room(vote: Callable[..., Any]) -> None:
    for headers in [make() for _time in range(30) for make in STRANGERS.values()]:
        vote("yes", **headers)
    assert Vote.objects.count() == shares.ROWS
    for headers in (make() for make in STRANGERS.values()):
        vote("yes", "198.51.100.1", **headers)
    assert Vote.objects.count() == shares.ROWS + len(STRANGERS)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        vote("yes", **invented())
    assert Vote.objects.count() == shares.ROWS + len(STRANGERS) + 1


def test_who_has_voted_may_vote_otherwise_when_the_room_is_taken(
    vote: Callable[..., Any],
) -> None:
    mine = invented()
    vote("yes", **mine)
    for _time in range(shares.ROWS):
        last = vote("yes", **invented())
    vote("no", **mine)
    assert Vote.objects.get(helpful=False)
    told = Client(headers={"sec-fetch-site": "same-origin"}).post(
        "/el/help/hub/reason/",
        {"vote": last.context["signed_vote"], "reason": "clear", "comment": "Σαφές"},
    )
    assert told.status_code == 200
    assert Vote.objects.count() == shares.ROWS
    assert not Vote.objects.exclude(comment="").exists()


def test_in_a_named_network_there_is_room_for_all(vote: Callable[..., Any], settings: Any) -> None:
    named = Environment(crowded_networks="203.0.113.0/24")  # type: ignore[arg-type]
    settings.CROWDED_NETWORKS = named.crowded_networks
    for _time in range(shares.ROWS + 2):
        vote("yes", **invented())
    assert Vote.objects.count() == shares.ROWS + 2


def test_votes_of_robots_and_of_who_asks_not_to_be_followed_stand_and_do_not_count(
    vote: Callable[..., Any],
) -> None:
    vote("no", "198.51.100.1", **{"sec-gpc": "1"})
    vote("no", "198.51.100.2", **{"user-agent": "Googlebot/2.1"})
    vote("yes", "198.51.100.3")
    assert Vote.objects.count() == 3
    assert helpful() == Count(1, 1)
    assert set(Vote.objects.values_list("uncounted", flat=True)) == {"privacy", "robot", ""}
    rollups.mark_open_days()
    assert Vote.objects.counted().count() == 1


def test_a_vote_tells_no_network_once_its_day_has_closed(vote: Callable[..., Any]) -> None:
    for _time in range(5):
        vote()
    assert Vote.objects.exclude(network="").count() == 5
    today = days.day_of()
    rollups.close_days(timezone.now() + timedelta(days=3))
    assert ClosedDay.objects.filter(day=today).exists()
    assert not Vote.objects.exclude(network="").exists()
    assert Vote.objects.counted().count() == 3


@pytest.mark.django_db
def test_marks_of_open_days_follow_the_share_as_it_grows() -> None:
    busy = Reader("203.0.113.7", "el")
    for number in range(5):
        busy.searched(f"ήχος {number}", "2026-03-02 09:00")
    rollups.mark_open_days(NOON)
    assert Step.objects.counted().count() == 3
    for number in range(60):
        for query in range(5):
            Reader(f"10.0.{number}.1", "el").searched(f"κρύο {query}", "2026-03-02 09:00")
    rollups.mark_open_days(NOON)
    assert Step.objects.counted().count() == Step.objects.count()


@pytest.mark.django_db
def test_an_attempt_beyond_the_share_runs_on_for_its_reader() -> None:
    begins_and_is_solved(Reader("203.0.113.7", "el"), 4)
    rollups.mark_open_days(NOON)
    left_out = Attempt.objects.exclude(uncounted="").get()
    actor = Reader("203.0.113.7", "el").actor
    attempts.send(actor, Kind.CONTACT, left_out.pk, at=NOON)
    left_out.refresh_from_db()
    assert left_out.outcome == Outcome.SENT
