"""What is over ends, and nothing else does."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import pre_delete
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision, UploadedFile

from community.forum.models import Draft
from kb.feedback.models import Vote
from portal import batches
from portal.accounts.models import User
from portal.effort import rollups, settling
from portal.effort.models import ClosedDay, DailyFigure
from portal.jobs import registry
from portal.jobs.models import JobState
from portal.jobs.tasks import run_noted
from portal.journal import days
from portal.journal.models import Step, StepKind, Visit
from portal.operations.retention import sweeping
from portal.operations.retention.rules import Sweep
from portal.operations.retention.table import RULES
from tests.factories.accounts import administrator, member
from tests.factories.kb import make_page
from tests.portal.operations.retention.overdue import AT, CASES, DAY, ago, step

pytestmark = pytest.mark.django_db
SWEEPS = {sweep.model: sweep for rule in RULES for sweep in rule.sweeps}
# Wagtail clears these itself while somebody edits: some rows, that need no index.
FEW = {"wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.UploadedFile"}
ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Its planner says what an index finds"
)
BY_MODEL = pytest.mark.parametrize("sweep", SWEEPS.values(), ids=list(SWEEPS))


@pytest.fixture(autouse=True)
def _lately_run(settings: Any, tmp_path: Path) -> None:
    JobState.objects.create(name=sweeping.JOB, finished_at=AT - timedelta(minutes=10))
    settings.MEDIA_ROOT = tmp_path


def _state(model: str) -> list[Any]:
    """What a sweep may change of a model's rows."""
    field = "comment" if model == "kb.Vote" else "pk"
    return list(apps.get_model(model)._base_manager.order_by("pk").values_list("pk", field))


def test_every_sweep_is_tried() -> None:
    assert set(CASES) == set(SWEEPS)


@BY_MODEL
def test_what_is_over_ends_and_what_is_not_stays(sweep: Sweep) -> None:
    make, over = CASES[sweep.model]
    make(over() + DAY)
    before = _state(sweep.model)
    assert sweeping.sweep(AT) == 0
    assert _state(sweep.model) == before
    make(over() - DAY)
    settling.settle(timedelta(days=settings.KEEP_STEPS_DAYS), AT)
    [ended] = sweep.rows(AT).values_list("pk", flat=True)
    before = _state(sweep.model)
    assert sweeping.sweep(AT) > 0
    kept = [row for row in before if row[0] != ended]
    assert _state(sweep.model) == kept + ([(ended, "")] if sweep.model == "kb.Vote" else [])


@BY_MODEL
def test_sweeping_twice_is_as_once(sweep: Sweep) -> None:
    make, over = CASES[sweep.model]
    make(over() - DAY)
    sweeping.sweep(AT)
    assert sweeping.sweep(AT) == 0


@pytest.mark.postgresql
@ON_POSTGRESQL
@BY_MODEL
def test_an_index_finds_what_is_over(sweep: Sweep) -> None:
    if sweep.model in FEW:
        return
    make, over = CASES[sweep.model]
    make(over() - DAY)
    settling.settle(timedelta(days=400), AT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = sweep.rows(AT).values_list("pk")[: batches.BATCH].explain()
    table = apps.get_model(sweep.model)._meta.db_table
    assert f"Seq Scan on {table}" not in plan, plan
    assert "Index Cond" in plan, plan


@pytest.mark.postgresql
@ON_POSTGRESQL
@pytest.mark.parametrize("name", sorted({rule.job for rule in RULES if rule.job}))
def test_an_index_finds_what_other_jobs_end(name: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        registry.get(name).run()
    few = ("search_enginecopy", "journal_daysalt", "django_tasks_database", "search_pastquery")
    # Written anew as a whole, in the night.
    few += ("gaps_",)
    # A row or two for each who reads the report.
    few += ("feeds_weeklywish", "feeds_reporttoken")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries:
            sql = query["sql"]
            if sql.startswith(("SELECT", "DELETE", "UPDATE")) and not any(t in sql for t in few):
                cursor.execute(f"EXPLAIN {sql}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert "Seq Scan" not in plan, f"{sql}\n{plan}"


def test_many_rows_go_in_batches_of_one_transaction_each() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "BATCH", 2)
        make, over = CASES["handover.ContactRequest"]
        for _request in range(5):
            make(over() - DAY)
        with CaptureQueriesContext(connection) as queries:
            assert sweeping.sweep(AT) == 5
    deletions = [
        one for one in queries if one["sql"].startswith('DELETE FROM "handover_contactrequest"')
    ]
    assert len(deletions) == 3


def test_a_run_that_lasts_long_enough_leaves_the_rest_to_the_next() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "BATCH", 2)
        make, over = CASES["handover.ContactRequest"]
        for _request in range(5):
            make(over() - DAY)
        assert sweeping.sweep(AT, longest=0) == 2
        assert sweeping.sweep(AT) == 3


@pytest.fixture
def _erasing_fails() -> Iterator[None]:
    """What the first rule does fails at each account, and its words quote a reader."""

    def refuse(**_about: object) -> None:
        raise RuntimeError("anna@example.com κρυώνει")

    pre_delete.connect(refuse, sender=User)
    yield
    pre_delete.disconnect(refuse, sender=User)


@pytest.mark.usefixtures("_erasing_fails")
def test_one_sweep_that_fails_holds_up_no_other_and_the_job_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert RULES[0].sweeps[0].model == "accounts.User"
    for model, (make, over) in CASES.items():
        if model in {"accounts.User", "sessions.Session", "handover.ContactRequest"}:
            make(over() - DAY)
    registry.autodiscover()
    with time_machine.travel(AT, tick=False), pytest.raises(ExceptionGroup):
        run_noted(sweeping.JOB)
    assert User.objects.exists()
    assert not apps.get_model("sessions.Session").objects.exists()
    assert not apps.get_model("handover.ContactRequest").objects.exists()
    state = JobState.objects.get(name=sweeping.JOB)
    assert (state.failures, "accounts.User" in state.last_error) == (1, True)
    assert "accounts.User" in caplog.text
    for quoted in ("anna@example.com", "κρυώνει"):
        assert quoted not in caplog.text + state.last_error


@pytest.mark.usefixtures("_erasing_fails")
def test_a_sweep_that_fails_again_and_again_holds_up_no_other() -> None:
    for back in range(3):
        for model in ("accounts.User", "sessions.Session"):
            make, over = CASES[model]
            make(over() - (1 + back) * DAY)
        with pytest.raises(ExceptionGroup) as raised:
            sweeping.sweep(AT)
        assert [str(error) for error in raised.value.exceptions] == ["anna@example.com κρυώνει"]
        assert not apps.get_model("sessions.Session").objects.exists()


@pytest.mark.slow
def test_steps_of_a_day_that_is_not_closed_are_never_deleted() -> None:
    old = ago("KEEP_STEPS_DAYS") - 10 * DAY
    seen = Visit.objects.create(day=days.day_of(old), key="old")
    Step.objects.create(visit=seen, day=seen.day, at=old, kind=StepKind.READ, reader_locale="el")
    step(old + 5 * DAY)
    assert sweeping.sweep(AT) == 0
    assert Step.objects.count() == 2
    rollups.close_days(AT)
    assert sweeping.sweep(AT) > 0
    assert not Step.objects.exists()


@pytest.mark.slow
def test_figures_whose_steps_are_gone_are_not_counted_again(capsys: Any) -> None:
    old = ago("KEEP_STEPS_DAYS") - 5 * DAY
    for at in (old, AT - 10 * DAY):
        visit = Visit.objects.create(day=days.day_of(at), key="κ")
        about = {"day": visit.day, "at": at, "kind": StepKind.SEARCH, "reader_locale": "el"}
        Step.objects.create(visit=visit, query="μπαταρία", weak=True, **about)
    rollups.close_days(AT)
    places = ("day", "figure", "locale", "kind", "value")
    figures = list(DailyFigure.objects.order_by(*places).values())
    assert {row["day"] for row in figures} == {days.day_of(old), days.day_of(AT - 10 * DAY)}
    sweeping.sweep(AT)
    assert Step.objects.count() == 1

    call_command("rebuild_figures", str(days.day_of(old)), str(days.day_of(AT)))
    settled = ClosedDay.objects.filter(is_settled=True).count()
    assert settled
    assert f"no longer kept: {settled}." in capsys.readouterr().out
    after = list(DailyFigure.objects.order_by(*places).values())
    assert [row | {"id": None} for row in after] == [row | {"id": None} for row in figures]


def test_a_clock_that_is_wrong_for_one_beat_deletes_nothing() -> None:
    make, _over = CASES["handover.ContactRequest"]
    now = timezone.now()
    make(now)
    registry.autodiscover()
    with time_machine.travel(now + timedelta(days=4_000), tick=False):
        run_noted(sweeping.JOB)
    assert apps.get_model("handover.ContactRequest").objects.count() == 1
    with time_machine.travel(now + timedelta(minutes=1), tick=False):
        run_noted(sweeping.JOB)
    assert apps.get_model("handover.ContactRequest").objects.count() == 1


def test_only_people_who_never_came_in_are_taken_for_unconfirmed() -> None:
    long_ago = AT - 300 * DAY
    confirmed = member("Ελένη", date_joined=long_ago)
    came_in = member("Søren", date_joined=long_ago, last_login=long_ago)
    EmailAddress.objects.filter(user=came_in).update(verified=False)
    made_by_hand = User.objects.create_user("x@example.com", "x", date_joined=long_ago)
    staff = administrator("Åsa", date_joined=long_ago)
    EmailAddress.objects.filter(user=staff).update(verified=False)
    sweeping.sweep(AT)
    assert set(User.objects.all()) == {confirmed, came_in, made_by_hand, staff}


def test_what_was_typed_before_the_address_was_confirmed_goes_with_it() -> None:
    make, over = CASES["accounts.User"]
    make(over() - DAY)
    Draft.objects.create(owner=User.objects.get(), title="Σχέδιο", updated_at=AT)
    sweeping.sweep(AT)
    assert not User.objects.exists()
    assert not Draft.objects.exists()


def test_a_vote_outlives_its_comment() -> None:
    make, over = CASES["kb.Vote"]
    make(over() - DAY)
    sweeping.sweep(AT)
    assert list(Vote.objects.values_list("helpful", "comment")) == [(False, "")]


def test_the_version_that_is_shown_or_edited_stays_however_old() -> None:
    page = make_page(title="Στην αρχή")
    page.save_revision().publish()
    page.save_revision()
    Revision.objects.update(created_at=AT - 3_000 * DAY)
    sweeping.sweep(AT)
    page.refresh_from_db()
    left = set(Revision.objects.values_list("pk", flat=True))
    assert left == {page.live_revision_id, page.latest_revision_id}
    assert len(left) == 2


def test_a_file_that_was_left_goes_with_its_row() -> None:
    make, over = CASES["wagtailcore.UploadedFile"]
    make(over() - DAY)
    path = Path(UploadedFile.objects.get().file.path)
    sweeping.sweep(AT)
    assert not path.exists()
