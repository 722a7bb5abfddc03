"""Starts of before become attempts: with their ids, times and outcomes, and none is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories.journal import at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.former_state]
BEFORE = [
    ("deflection", None),
    ("handover", "0001_initial"),
    ("community", "0001_initial"),
    ("journal", "0002_remember_what_a_vote_said"),
]
AFTER = [
    ("deflection", "0002_take_over_the_starts"),
    ("handover", "0003_starts_are_attempts"),
    ("community", "0006_starts_are_attempts"),
    ("journal", "0003_call_an_attempt_by_its_name"),
]
BEGAN, ENDED = at("2026-03-02 10:00"), at("2026-03-02 10:05")


def migrate(targets: Any) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    known = [target for target in targets if target[1]]
    return MigrationExecutor(connection).loader.project_state(known).apps


@pytest.fixture
def apps_before() -> Any:
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_every_start_becomes_an_attempt_and_every_step_finds_it(apps_before: Any) -> None:
    visits, steps = (apps_before.get_model("journal", name) for name in ("Visit", "Step"))
    visit = visits.objects.create(day=BEGAN.date(), key="k")
    ids = {}
    starts = apps_before.get_model("handover", "ContactStart")
    asks = apps_before.get_model("community", "AskStart")
    for outcome in ("", "solved", "sent"):
        ended = ENDED if outcome else None
        made = {"reader_locale": "el", "started_at": BEGAN, "saw_suggestions": True}
        start = starts.objects.create(
            **made, visit=visit, topic="heat", opened_suggestion_at=ENDED, outcome=outcome,
            outcome_at=ended,
        )  # fmt: skip
        asked = "asked" if outcome == "sent" else outcome
        question = asks.objects.create(id=uuid4(), **made, outcome=asked, outcome_at=ended)
        ids[outcome] = (start.pk, question.pk)
    steps.objects.create(
        visit=visit, day=BEGAN.date(), at=BEGAN, kind="contact_started", reader_locale="el",
        contact_start=ids["sent"][0],
    )  # fmt: skip
    apps = migrate(AFTER)
    attempts = apps.get_model("deflection", "Attempt").objects
    assert attempts.count() == 6
    for outcome, (contact, question) in ids.items():
        for key, kind, opened in ((contact, "contact", ENDED), (question, "question", None)):
            kept = attempts.get(pk=key)
            assert (kept.kind, kept.outcome, kept.opened_at) == (kind, outcome, opened)
            assert (kept.started_at, kept.outcome_at) == (BEGAN, ENDED if outcome else None)
            assert (kept.reader_locale, kept.saw_suggestions) == ("el", True)
    assert attempts.filter(topic="heat", visit=visit.pk).count() == 3
    assert apps.get_model("journal", "Step").objects.get().attempt == ids["sent"][0]


def test_the_way_back_loses_no_start(apps_before: Any) -> None:
    starts = apps_before.get_model("handover", "ContactStart").objects
    asks = apps_before.get_model("community", "AskStart").objects
    starts.create(reader_locale="ar", started_at=BEGAN, outcome="sent", outcome_at=ENDED)
    asks.create(id=uuid4(), reader_locale="id", outcome="asked", outcome_at=ENDED)
    migrate(AFTER)
    apps = migrate(BEFORE)
    assert apps.get_model("handover", "ContactStart").objects.get().outcome == "sent"
    assert apps.get_model("community", "AskStart").objects.get().outcome == "asked"
