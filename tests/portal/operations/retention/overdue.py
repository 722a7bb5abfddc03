"""For each rule that is swept: a row that is over at AT, and one that is not."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    ModelLogEntry,
    PageLogEntry,
    Revision,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import TranslatableObject, TranslationLog, TranslationSource

from kb.articles.bulk.models import Act
from kb.feedback.models import Closing, Vote
from kb.translation.machine.models import Fill
from portal.accounts.models import User
from portal.deflection.models import Attempt
from portal.effort.models import ClosedDay, TicketSubject
from portal.feeds.models import ReportToken, WeeklySent
from portal.handover.models import ContactRequest
from portal.journal import days
from portal.journal.models import DailyTotal, Step, StepKind, Visit
from portal.operations.retention import due
from portal.watches.models import UNCONFIRMED_KEPT, Watch
from tests.factories.kb import make_family, make_locale, make_page

AT = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)


def ago(setting: str) -> datetime:
    """The moment at which the setting's days are over."""
    return AT - timedelta(days=getattr(settings, setting))


def sign_up(at: datetime) -> None:
    user = User.objects.create_user(f"{at:%Y%m%d}@example.com", "x", date_joined=at)
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)


def vote(at: datetime) -> None:
    about = {"family": make_family("Μπαταρία"), "helpful": False, "comment": "Δεν δουλεύει"}
    Vote.objects.create(**about, voter=f"token:{at}", reader_locale="el", text_locale="el", at=at)


def closed(at: datetime) -> None:
    for back in range(3):
        ClosedDay.objects.get_or_create(day=days.day_of(at) + back * DAY)


def step(at: datetime) -> None:
    closed(at)
    Step.objects.create(day=days.day_of(at), at=at, kind=StepKind.READ, reader_locale="ar")


def attempt(at: datetime) -> None:
    closed(at)
    Attempt.objects.create(kind="contact", reader_locale="da", started_at=at)


def visit(at: datetime) -> None:
    closed(at)
    Visit.objects.create(day=days.day_of(at), key=f"{at:%Y%m%d}")


def total(at: datetime) -> None:
    closed(at)
    DailyTotal.objects.create(day=days.day_of(at), kind=StepKind.READ, locale="sv")


def review(at: datetime) -> None:
    page = make_page(live="at once")
    kind = ContentType.objects.get_for_model(page)
    state = WorkflowState.objects.create(
        content_type=kind,
        base_content_type=kind,
        object_id=page.pk,
        workflow=Workflow.objects.create(name="w"),
        status=WorkflowState.STATUS_APPROVED,
    )
    WorkflowState.objects.filter(pk=state.pk).update(created_at=at)


def version(at: datetime) -> None:
    page = make_page(title=f"Ρύθμιση {at}")
    page.save_revision().publish()
    first = Revision.objects.for_instance(page).order_by("pk").first()
    assert first
    Revision.objects.filter(pk=first.pk).update(created_at=at)


def page_log(at: datetime) -> None:
    page = make_page(live="at once")
    entry = PageLogEntry.objects.log_action(instance=page, action="wagtail.edit")
    PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=at)


def model_log(at: datetime) -> None:
    entry = ModelLogEntry.objects.log_action(make_locale("el"), action="wagtail.edit")
    ModelLogEntry.objects.filter(pk=entry.pk).update(timestamp=at)


def translation_log(at: datetime) -> None:
    page = make_page(live="at once")
    kind = ContentType.objects.get_for_model(page)
    known = TranslatableObject.objects.create(
        translation_key=page.translation_key, content_type=kind
    )
    source = TranslationSource.objects.create(
        object=known,
        specific_content_type=kind,
        locale=page.locale,
        content_json="{}",
        last_updated_at=at,
    )
    log = TranslationLog.objects.create(source=source, locale=make_locale("da"))
    TranslationLog.objects.filter(pk=log.pk).update(created_at=at)


def uploaded(at: datetime) -> None:
    row = UploadedFile.objects.create(file=ContentFile(b"x", name="left.pdf"))
    os.utime(row.file.path, (at.timestamp(), at.timestamp()))


def session(at: datetime) -> None:
    Session.objects.create(session_key=f"{at:%Y%m%d%H}", session_data="", expire_date=at)


def _owner() -> User:
    return User.objects.create_user(f"{User.objects.count()}@example.com", "x")


def editing(at: datetime) -> None:
    kind = ContentType.objects.get_for_model(User)
    EditingSession.objects.create(user=_owner(), content_type=kind, object_id="1", last_seen_at=at)


def form(at: datetime) -> None:
    kind = ContentType.objects.get_for_model(User)
    about = {"user": _owner(), "content_type": kind, "object_id": "1"}
    FormState.objects.create(**about, data="", last_updated_at=at)


def request(at: datetime) -> None:
    ContactRequest.objects.create(created_at=at, locale="id", email="a@example.com", message="x")


def access_token(at: datetime) -> None:
    ReportToken.objects.create(
        account=_owner(), name="Αναφορά", digest=f"{at}", created_at=at - DAY, expires_at=at
    )


def weekly_mail(at: datetime) -> None:
    WeeklySent.objects.create(account=_owner(), week=days.day_of(at))


def ticket(at: datetime) -> None:
    TicketSubject.objects.create(month=days.day_of(at), language="el", subject="Ήχος", at=at)


def act(at: datetime) -> None:
    Act.objects.create(verb="owner", by=_owner(), begun_at=at)


def watch(at: datetime) -> None:
    who = {"locale": "el", "email": f"{at:%Y%m%d%H%M}@example.com"}
    Watch.objects.create(occasion="translated", about="1", asked_at=at, **who)


def fill(at: datetime) -> None:
    family, locale = make_family("Αντλία"), make_locale("nb")
    Fill.objects.create(family=family, locale=locale, asked_at=at)


def closing(at: datetime) -> None:
    vote(timezone.now())
    Closing.objects.create(vote=Vote.objects.latest("pk"), at=at, answer="Δοκιμάστε το βήμα 2")


Make = Callable[[datetime], None]
# By model: how a row of a given age is made, and the moment at which that age is over.
CASES: dict[str, tuple[Make, Callable[[], datetime]]] = {
    "accounts.User": (sign_up, lambda: AT - due.UNCONFIRMED),
    "sessions.Session": (session, lambda: AT),
    "handover.ContactRequest": (request, lambda: ago("KEEP_REQUESTS_DAYS")),
    "watches.Watch": (watch, lambda: AT - UNCONFIRMED_KEPT),
    "kb.Act": (act, lambda: AT - 30 * DAY),
    "kb.Fill": (fill, lambda: AT - 30 * DAY),
    "kb.Vote": (vote, lambda: ago("KEEP_COMMENTS_DAYS")),
    "kb.Closing": (closing, lambda: ago("KEEP_COMMENTS_DAYS")),
    "journal.Step": (step, lambda: ago("KEEP_STEPS_DAYS")),
    "deflection.Attempt": (attempt, lambda: ago("KEEP_STEPS_DAYS")),
    "journal.Visit": (visit, lambda: ago("KEEP_STEPS_DAYS")),
    "journal.DailyTotal": (total, lambda: ago("KEEP_STEPS_DAYS")),
    "feeds.ReportToken": (access_token, lambda: AT),
    "feeds.WeeklySent": (weekly_mail, lambda: AT - 60 * DAY),
    "effort.TicketSubject": (ticket, lambda: AT - 2 * DAY),
    "wagtailcore.WorkflowState": (review, lambda: ago("KEEP_HISTORY_DAYS")),
    "wagtailcore.Revision": (version, lambda: ago("KEEP_HISTORY_DAYS")),
    "wagtailcore.PageLogEntry": (page_log, lambda: ago("KEEP_HISTORY_DAYS")),
    "wagtailcore.ModelLogEntry": (model_log, lambda: ago("KEEP_HISTORY_DAYS")),
    "wagtail_localize.TranslationLog": (translation_log, lambda: ago("KEEP_HISTORY_DAYS")),
    "wagtailadmin.EditingSession": (editing, lambda: AT - DAY),
    "wagtailadmin.FormState": (form, lambda: AT - DAY),
    "wagtailcore.UploadedFile": (uploaded, lambda: AT - due.LEFT_UPLOADS),
}
