"""The sample's two months: drawn alike every time, and the report says what happened in them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from kb.feedback.models import Vote
from kb.importing.run import import_tree
from portal import locales
from portal.deflection.models import Attempt
from portal.demo import (
    attack,
    library,
    notes,
    people,
    requests,
    seeding,
    story,
    support,
    traffic,
    votes,
)
from portal.demo.library import Library
from portal.effort import report, rollups
from portal.effort.models import DailyFigure, Note
from portal.effort.report import Report
from portal.handover.models import ContactRequest, Event
from portal.journal import days
from portal.journal.models import BeyondShare, Step, StepKind, Visit
from portal.journal.shares import ROWS
from portal.mail.models import OutboundMail

pytestmark = pytest.mark.django_db
# One day for all runs: what is drawn depends on the days of the week.
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = days.day_of(NOW)


@pytest.fixture
def texts() -> Library:
    """Texts enough to read, without any page."""
    codes = set(locales.codes())
    families = [*story.POPULAR, story.GAP_FAMILY]
    words = {code: [f"{code} {number}" for number in range(8)] for code in codes}
    return Library(
        languages=dict.fromkeys(story.POPULAR, codes) | {story.GAP_FAMILY: {"el"}},
        kinds=dict.fromkeys(families, "howto"),
        topics=dict.fromkeys(families, "wifi-and-hub"),
        products=dict.fromkeys(families, "solvei-hub"),
        titles={(name, code): name for name in families for code in codes},
        found=words,
        lost=words,
    )


def drawn(texts: Library, count: int = 3) -> list[Any]:
    rows = next(iter(traffic.draw_rows(texts, NOW, days=count)))
    return [
        (
            step.at,
            step.kind,
            step.reader_locale,
            step.family,
            step.query,
            step.helpful,
            step.attempt,
        )
        for step in rows.steps
    ]


def test_the_same_is_drawn_every_time(texts: Library) -> None:
    assert drawn(texts) == drawn(texts)


def test_rows_are_as_recording_writes_them(texts: Library) -> None:
    rows = next(iter(traffic.draw_rows(texts, NOW)))
    traffic.write(rows)
    assert Visit.objects.filter(network="").count() == 0
    assert set(Step.objects.values_list("market", flat=True)) == {"", *story.MARKETS.values()}
    starts = Attempt.objects.all()
    assert set(starts.values_list("topic", flat=True)) == {"wifi-and-hub"}
    assert set(starts.values_list("product", flat=True)) == {"", "solvei-hub"}
    named = starts.exclude(solved_by=None)
    assert named
    assert all(one.solved_by and one.solved_by.opened_at for one in named)
    assert set(named.values_list("outcome", flat=True)) == {"solved"}


@pytest.fixture
def lived() -> None:
    """The demo's two months, as its start writes them."""
    call_command("set_up_site", verbosity=0)
    import_tree(seeding.CONTENT, locales=locales.codes())
    people.seed()
    support.seed()
    found = library.read()
    traffic.seed(found, NOW, lambda words: None)
    votes.seed()
    requests.seed(found, NOW)
    rollups.close_days(NOW)


def of(first_days_ago: int, last_days_ago: int, *codes: str) -> Report:
    first, last = (TODAY - timedelta(days=ago) for ago in (first_days_ago, last_days_ago))
    return report.build(first, last, languages=codes or None, at=NOW)


def by_market(market: str, begin: int, end: int) -> int:
    """How many began to write from a market, between so many days ago."""
    first, last = (TODAY - timedelta(days=ago) for ago in (begin, end))
    rows = DailyFigure.objects.filter(figure="starts_ended", kind="market", value=market)
    return sum(row.denominator for row in rows.filter(day__gte=first, day__lte=last))


@pytest.mark.slow
def test_the_two_months_are_what_the_story_says(lived: None, subtests: pytest.Subtests) -> None:
    with subtests.test("the report says what happened"):
        the_report_says_what_happened()
    with subtests.test("requests were answered, solved and rated by their own acts"):
        requests_were_answered_solved_and_rated()


def the_report_says_what_happened() -> None:
    month = of(story.MONTH, 1)
    # Arabic is worse than its own past, and no other language is in as much.
    worse = [one.language for one in month.changed if one.verdict == "worse" and one.language]
    assert worse.count("ar") >= 3
    assert worse.count("ar") == max(worse.count(code) for code in worse)
    # The release: of who came for help in Norwegian, clearly more wrote than in four weeks before.
    four_weeks = of(28, 1)
    of_requests = [one for one in four_weeks.changed if one.cell.figure.key == "requests"]
    assert ("nb", "worse") in [(one.language, one.verdict) for one in of_requests]
    # Twice as many from Norway begin to write as in the two weeks before it.
    since, until = max(story.RELEASE), min(story.RELEASE)
    before = by_market("NO", since + len(story.RELEASE), since + 1)
    assert by_market("NO", since, until) > 2 * before
    # The bad articles lead their list.
    first_ten = {(one.slug, one.locale) for one in month.lists.wrote_anyway[:10]}
    assert len(first_ten & story.STORY.bad) >= 5
    assert any(one.reasons and one.comments for one in month.lists.least_helpful)
    # Nothing of the attack is in a figure, and all of it is told.
    attacked = TODAY - timedelta(days=attack.DAYS_AGO)
    told = dict(BeyondShare.objects.filter(day=attacked).values_list("kind", "count"))
    assert told[StepKind.SEARCH] >= attack.TIMES
    assert told[StepKind.SOLVED] >= attack.TIMES
    assert Vote.objects.exclude(uncounted="").count() == ROWS
    assert not [one for one in month.lists.failing_queries if "bonus" in one.query]
    solved_by = DailyFigure.objects.filter(figure="explicit", kind="family", numerator__gt=0)
    assert solved_by.exists()


def requests_were_answered_solved_and_rated() -> None:
    sent = Attempt.objects.filter(outcome="sent").count()
    found = ContactRequest.objects.all()
    assert found.count() == sent > 300
    assert set(found.values_list("state", flat=True)) == {"received", "answered", "solved"}
    assert found.exclude(promised_by=None).count() == sent
    assert 0.6 < found.due(NOW).in_time().count() / found.due(NOW).count() < 0.95
    assert set(found.rated().values_list("rating", flat=True)) == {1, 2, 3, 4, 5}
    rated_on = {days.day_of(one.rated_at) for one in found.rated() if one.rated_at}
    assert len(rated_on) > story.MONTH
    assert max(rated_on) <= TODAY
    assert found.exclude(solved_article=None).exists()
    assert set(Event.objects.values_list("kind", flat=True)) == {
        *("answered", "solved", "confirmed", "reopened"),
    }
    # Nobody is asked or mailed again about what was long ago.
    assert not found.to_be_asked(NOW).exists()
    assert not OutboundMail.objects.exists()


def test_the_release_is_noted_once_on_the_day_it_begins() -> None:
    notes.seed(NOW)
    notes.seed(NOW)
    note = Note.objects.get()
    assert (note.first, note.market) == (TODAY - timedelta(days=max(story.RELEASE)), "NO")
