"""A clock that was 30 days ahead for one beat stops nothing, and nothing is kept because of it.

For each time that is stored and compared with now: what is done in that beat, and whether all goes
on as it should once the clock has been put right.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db.models import DateField, Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from community.forum import drafts, withdrawal
from community.forum.models import Draft
from kb.articles.bulk import models as bulk
from kb.articles.bulk.models import Piece
from kb.models import Every, Family
from kb.readability.models import WebAddress
from kb.translation.machine.models import Fill
from portal import clock
from portal.deflection.models import Attempt
from portal.effort import rollups
from portal.effort.models import ClosedDay, DailyFigure, FixDay
from portal.handover.models import ContactRequest
from portal.jobs import registry, schedule, upkeep
from portal.jobs.models import JobState, Lead
from portal.jobs.tasks import run_job
from portal.journal import days, retention
from portal.journal.models import DaySalt, Step, StepKind
from portal.limits import TooMany, counters
from portal.mail import delivery, outbox
from portal.mail.models import OutboundMail
from portal.webhooks import outbox as webhooks
from portal.webhooks.models import Delivery, Taken
from search.index import catching_up, embedding
from search.index.models import Change, EngineCopy
from search.semantic.models import Unembedded
from tests.factories import accounts, community, requests
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.mail import queued

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=30)
SECOND = timedelta(seconds=1)
LATER = timedelta(minutes=1)
ENGINE = SimpleNamespace(copy=lambda: "copy")

type Act = Callable[[], object]
type Holds = Callable[[], bool]


def spend() -> bool:
    try:
        counters.spend("test", "somebody", ((1, "1d"),))
    except TooMany:
        return False
    return True


def copy(**values: Any) -> EngineCopy:
    return EngineCopy.objects.create(name="copy", **({"seen_at": timezone.now()} | values))


def fail_a_mail() -> None:
    queued()
    OutboundMail.objects.claim(limit=1)[0].fail("away")


def finish_a_mail() -> None:
    queued()
    OutboundMail.objects.claim(limit=1)[0].finish()


def a_delivery() -> Delivery:
    return Delivery.objects.create(webhook_id="x", created_at=timezone.now(), event="x", body="{}")


def review_an_article() -> None:
    family = make_family(review_every=Every.YEAR)
    family.mark_reviewed()
    family.save()


def an_act() -> bulk.Act:
    act = bulk.Act.objects.create(verb="publish", by=accounts.publisher(), begun_at=timezone.now())
    Piece.objects.create(act=act, family=make_family())
    return act


def a_fill() -> Fill:
    family, locale = make_family(), make_locale("nb")
    return Fill.objects.create(family=family, locale=locale, asked_at=timezone.now())


def a_web_address() -> WebAddress:
    address = WebAddress.objects.create(
        digest="x", url="https://x.example/", due_at=timezone.now()
    )
    address.pages.add(make_page(live="at once"))
    return address


def withdraw_an_answer() -> None:
    answer = community.answer(community.thread(), accounts.member())
    withdrawal.withdraw_post(actor=acting(answer.author), post=answer)


def task(status: str, **values: Any) -> None:
    queue = {"queue_name": "fast", "backend_name": "default", "run_after": timezone.now()}
    path = {"task_path": run_job.module_path, "args_kwargs": {"args": ["x"], "kwargs": {}}}
    DBTaskResult.objects.create(status=status, **queue, **path, **values)


def run_a_job() -> None:
    schedule.wake_due()
    JobState.objects.update(finished_at=timezone.now())


def is_repeated_when_it_does_not_finish() -> bool:
    JobState.objects.update(woken_at=timezone.now() - schedule.REPEAT_AFTER)
    return len(schedule.due_jobs(timezone.now())) == len(registry.all_jobs())


def close_days() -> None:
    Step.objects.create(day=days.day_of() - AHEAD, at=timezone.now() - AHEAD, kind=StepKind.READ)
    rollups.close_days()


def is_counted_when_it_is_over() -> bool:
    rollups.close_days()
    return not ClosedDay.objects.filter(day__gt=rollups.last_closable()).exists()


def gone(model: type[Model], prune: Callable[[], int]) -> Holds:
    return lambda: bool(prune()) and not model._default_manager.exists()


CASES: dict[str, tuple[Act, Holds]] = {
    "jobs.JobState.woken_at": (
        schedule.wake_due,
        lambda: len(schedule.due_jobs(timezone.now())) == len(registry.all_jobs()),
    ),
    "jobs.JobState.finished_at": (run_a_job, is_repeated_when_it_does_not_finish),
    "jobs.Lead.until": (lambda: schedule.tick("killed"), lambda: schedule.tick("next")),
    "mail.OutboundMail.due_at": (fail_a_mail, lambda: OutboundMail.objects.due().exists()),
    "mail.OutboundMail.leased_until": (
        lambda: queued() and OutboundMail.objects.claim(lease=delivery.LEASE),
        lambda: OutboundMail.objects.due().exists(),
    ),
    "mail.OutboundMail.finished_at": (finish_a_mail, gone(OutboundMail, outbox.prune)),
    "webhooks.Delivery.due_at": (
        lambda: a_delivery() and Delivery.objects.claim(limit=1)[0].fail("away"),
        lambda: Delivery.objects.due().exists(),
    ),
    "webhooks.Delivery.leased_until": (
        lambda: a_delivery() and Delivery.objects.claim(lease=delivery.LEASE),
        lambda: Delivery.objects.due().exists(),
    ),
    "webhooks.Delivery.finished_at": (
        lambda: a_delivery() and Delivery.objects.claim(limit=1)[0].finish(),
        gone(Delivery, webhooks.prune),
    ),
    "webhooks.Delivery.created_at": (a_delivery, gone(Delivery, webhooks.prune)),
    "webhooks.Taken.at": (
        lambda: Taken.objects.create(webhook_id="x", at=timezone.now()),
        gone(Taken, webhooks.prune),
    ),
    "kb.Family.reviewed_at": (
        review_an_article,
        lambda: Family.objects.due_for_review().exists(),
    ),
    "kb.Piece.due_at": (
        lambda: an_act() and Piece.objects.claim(limit=1)[0].fail("away"),
        lambda: Piece.objects.due().exists(),
    ),
    "kb.Piece.leased_until": (
        lambda: an_act() and Piece.objects.claim(limit=1),
        lambda: Piece.objects.due().exists(),
    ),
    "kb.Fill.due_at": (
        lambda: a_fill() and Fill.objects.claim(limit=1)[0].fail("away"),
        lambda: Fill.objects.due().exists(),
    ),
    "kb.Fill.leased_until": (
        lambda: a_fill() and Fill.objects.claim(limit=1),
        lambda: Fill.objects.due().exists(),
    ),
    "kb.WebAddress.due_at": (
        lambda: a_web_address().note(200, is_there=True, at=timezone.now()),
        lambda: WebAddress.objects.due(timezone.now()).exists(),
    ),
    "handover.ContactRequest.ask_at": (
        lambda: requests.answered(),
        lambda: ContactRequest.objects.to_be_asked(timezone.now()).exists(),
    ),
    "community.Post.withdrawn_at": (
        withdraw_an_answer,
        lambda: bool(withdrawal.forget_withdrawn()),
    ),
    "limits.Counter.until": (spend, spend),
    "journal.DaySalt.day": (
        lambda: DaySalt.objects.create(day=days.day_of(), salt="x"),
        gone(DaySalt, retention.forget_salts),
    ),
    "journal.Step.day": (
        lambda: Step.objects.create(
            day=days.day_of(), at=timezone.now(), kind=StepKind.SEARCH, query="μπαταρία"
        ),
        lambda: bool(retention.forget_queries()),
    ),
    "effort.ClosedDay.day": (close_days, is_counted_when_it_is_over),
    "effort.DailyFigure.day": (
        close_days,
        lambda: (
            is_counted_when_it_is_over()
            and not DailyFigure.objects.filter(day__gt=rollups.last_closable()).exists()
        ),
    ),
    "effort.FixDay.day": (
        close_days,
        lambda: (
            is_counted_when_it_is_over()
            and not FixDay.objects.filter(day__gt=rollups.last_closable()).exists()
        ),
    ),
    "deflection.Attempt.started_at": (
        lambda: Attempt.objects.create(kind="contact", started_at=timezone.now()),
        lambda: not Attempt.objects.running(timezone.now()).exists(),
    ),
    "search.EngineCopy.due_at": (
        lambda: copy(is_filled=False, due_at=timezone.now() + SECOND),
        lambda: catching_up._has_work(ENGINE, timezone.now()),
    ),
    "search.EngineCopy.seen_at": (copy, gone(EngineCopy, lambda: catching_up.prune() or 1)),
    "search.Change.at": (
        lambda: Change.objects.create(source="test", key="x", number=1, at=timezone.now()),
        lambda: bool(copy(position=1)) and gone(Change, catching_up.prune)(),
    ),
    "search.FailedChange.due_at": (
        lambda: copy().failures.create(source="test", key="x", due_at=timezone.now() + SECOND),
        lambda: catching_up._has_work(ENGINE, timezone.now()),
    ),
    "search.Unembedded.due_at": (
        lambda: Unembedded.objects.create(source="test", key="x", due_at=timezone.now() + SECOND),
        lambda: embedding._due(timezone.now()) is not None,
    ),
    "community.Draft.updated_at": (
        lambda: Draft.objects.create(locale="el", updated_at=timezone.now()),
        lambda: not drafts.prune() and Draft.objects.get().updated_at <= timezone.now(),
    ),
    "django_tasks_database.DBTaskResult.finished_at": (
        lambda: task("SUCCESSFUL", finished_at=timezone.now()),
        gone(DBTaskResult, upkeep.prune_tasks),
    ),
    "django_tasks_database.DBTaskResult.started_at": (
        lambda: task("RUNNING", started_at=timezone.now()),
        lambda: bool(upkeep.prune_tasks()) and not DBTaskResult.objects.running().exists(),
    ),
}
# Deleted by age: one that was wrong by some days is kept for as many days more.
KEPT_BY_AGE = {
    *("accounts.User.date_joined", "handover.ContactRequest.created_at", "kb.Vote.at"),
    *("community.Revision.replaced_at", "kb.Act.begun_at", "watches.Watch.asked_at"),
    "kb.Fill.asked_at",
    *("journal.Visit.day", "journal.DailyTotal.day", "journal.BeyondShare.day"),
    *("feeds.ReportToken.expires_at", "kb.Closing.at"),
}
# Shown, put in order, or counted between two dates that a reader chose; nothing waits for them.
COMPARED_WITH_NO_NOW = {
    *("accounts.User.last_login", "accounts.User.suspended_at", "community.Silence.since"),
    *("community.Post.edited_at", "community.Post.held_at", "community.Post.reviewed_at"),
    *("handover.Attachment.at", "handover.Event.at", "handover.ContactRequest.outcome_at"),
    *("handover.ContactRequest.answered_at", "handover.ContactRequest.asked_at"),
    *("handover.ContactRequest.promised_by", "handover.ContactRequest.solved_at"),
    *("handover.ContactRequest.rated_at", "effort.OwnNumber.day"),
    *("community.ModerationAction.at", "community.PostVote.created_at"),
    *("community.Post.created_at", "community.Post.accepted_at"),
    *("community.Report.created_at", "community.Report.closed_at"),
    *("community.Thread.created_at", "community.Thread.active_at"),
    *("community.Thread.first_reply_at", "community.HeldEdit.held_at"),
    *("deflection.Attempt.opened_at", "deflection.Attempt.outcome_at"),
    *("deflection.Attempt.withdrawn_at", "deflection.ShownSuggestion.shown_at"),
    "deflection.ShownSuggestion.opened_at",
    *("django_tasks_database.DBTaskResult.enqueued_at", "journal.Step.at"),
    *("gaps.Demand.day", "gaps.Gap.first_day", "gaps.GapLanguage.served_on"),
    *("kb.Family.first_published_at", "kb.Family.source_changed_at", "kb.Piece.finished_at"),
    *("kb.Fill.finished_at", "machine_translation.Spent.month"),
    *("kb.Family.source_amended_at", "kb.TranslationState.since", "kb.Translated.at"),
    *("kb.Review.asked_at", "kb.Review.sent_back_at", "kb.Version.published_at"),
    *("kb.Outcome.at", "kb.Reminders.week", "kb.Reminders.stopped_at"),
    # Compared: tests/kb/translation/digests.
    *("kb.Digest.day", "kb.Digest.told_until"),
    *("kb.WebAddress.asked_at", "kb.WebAddress.failed_since"),
    *("community.Following.since", "effort.Note.first", "effort.Note.last"),
    *("effort.MonthFigure.month", "effort.SummedMonth.month"),
    *("effort.TicketSubject.at", "effort.TicketSubject.month", "effort.TicketMonth.month"),
    "effort.TicketAnswer.month",
    *("feeds.ReportToken.created_at", "feeds.ReportToken.used_on", "feeds.WeeklySent.week"),
    *("mail.OutboundMail.created_at", "watches.Watch.confirmed_at", "watches.Watch.called_at"),
    # Compared: tests/portal/feeds/test_weekly.py and tests/portal/gaps/helping.
    *("feeds.WeeklySent.written_at", "feeds.WeeklyWish.since", "gaps.Ask.at"),
    # Nobody here has a task wait for a time: all have the library's word for none.
    "django_tasks_database.DBTaskResult.run_after",
    # Compared each night: tests/portal/gaps/test_regrouping.py.
    "gaps.Gap.counted_on",
    # Typed by editors, for moments to come: tests/kb/announcements.
    *("kb.Announcement.starts_at", "kb.Announcement.ends_at"),
    # Compared when an embedder is set up: tests/search/semantic.
    "search.Embedding.made_at",
}


@pytest.mark.parametrize("stored", CASES)
def test_nothing_waits_for_a_clock_that_was_put_right(stored: str) -> None:
    act, holds = CASES[stored]
    with time_machine.travel(timezone.now() + AHEAD, tick=False):
        act()
    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert holds()


def test_every_stored_time_is_known_to_be_compared_with_now_or_not() -> None:
    rooms = {"portal", "kb", "community", "search", "django_tasks_db"}
    times = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in rooms
        for field in model._meta.local_fields
        if isinstance(field, DateField)
    }
    assert times == CASES.keys() | KEPT_BY_AGE | COMPARED_WITH_NO_NOW


def test_hosts_whose_clocks_are_a_little_apart_believe_each_other() -> None:
    now = timezone.now()
    until = now + timedelta(hours=1)
    assert clock.is_ahead(until, now - clock.SKEW, timedelta(hours=1))
    assert clock.past(now, now - clock.SKEW) == now
    Lead.objects.create(name="x", holder="y", until=until)
    taken = clock.has_come("until", now - clock.SKEW, timedelta(hours=1))
    assert not Lead.objects.filter(taken).exists()


def test_the_lease_of_a_search_engine_is_believed_for_its_length_only() -> None:
    from search.engines.elasticsearch.leases import LEASE, _is_ahead

    now = timezone.now().timestamp()
    assert _is_ahead(now + LEASE)
    assert not _is_ahead(now + AHEAD.total_seconds())
    assert not _is_ahead(now - 1)
