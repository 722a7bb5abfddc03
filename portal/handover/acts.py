"""What happens to a request after it was sent. Each act is one transaction, and done once.

The support says *answered* and *solved*; the customer says *solved* and *not yet*, and adds to the
request. Whoever writes again, or says *not yet*, waits for an answer again. Nothing is concluded
from silence: a request that nobody marks stays as received.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kb.models import Family
from portal.handover import attachments, telling
from portal.handover.files import Checked
from portal.handover.models import Confirmation, ContactRequest, Event, RequestState
from portal.support import promises

MOST_MESSAGES = 50
"""So many further messages one request takes."""
MOST_REOPENED = 10
"""So often "not yet" may follow one answer of the support."""


class FullError(Exception):
    """The request takes no further message."""


@transaction.atomic
def answer(request: ContactRequest, *, at: datetime | None = None) -> bool:
    """Note that the support has answered; False where nobody waits for it."""
    row, at = _locked(request), at or timezone.now()
    if not row.waits:
        return False
    _answered(row, at)
    row.state = RequestState.ANSWERED
    row.save()
    _note(row, Event.Kind.ANSWERED, at)
    telling.tools("request.answered", row, at)
    return True


@transaction.atomic
def solve(
    request: ContactRequest, *, article: Family | None = None, at: datetime | None = None
) -> bool:
    """Note that the support has solved it, and by which article; False where nothing changes.

    What is solved was answered. Another article may still be named.
    """
    row, at = _locked(request), at or timezone.now()
    if row.state == RequestState.SOLVED and article in {None, row.solved_article}:
        return False
    if row.waits:
        _answered(row, at)
    row.state, row.solved_at = RequestState.SOLVED, row.solved_at or at
    row.solved_article = article
    row.save()
    _note(row, Event.Kind.SOLVED, at)
    telling.tools("request.solved", row, at)
    return True


@transaction.atomic
def confirm(request: ContactRequest, *, at: datetime | None = None) -> bool:
    """The customer says that it is solved; False where they have said so, or had no answer."""
    row, at = _locked(request), at or timezone.now()
    if row.is_confirmed or not row.answers:
        return False
    row.state, row.solved_at = RequestState.SOLVED, row.solved_at or at
    row.outcome, row.outcome_at, row.ask_at = Confirmation.YES, at, None
    row.save()
    _note(row, Event.Kind.CONFIRMED, at)
    telling.tools("request.confirmed", row, at)
    return True


@transaction.atomic
def reopen(request: ContactRequest, *, at: datetime | None = None) -> bool:
    """The customer says that it is not solved yet.

    False where they wait for an answer anyway, or have said so too often since the last one.
    """
    row, at = _locked(request), at or timezone.now()
    if row.waits or not may_reopen(row):
        return False
    _wait_again(row)
    row.outcome, row.outcome_at = Confirmation.NO, at
    row.save()
    _note(row, Event.Kind.REOPENED, at)
    telling.support_of_not_yet(row)
    telling.tools("request.reopened", row, at)
    return True


@transaction.atomic
def add(
    request: ContactRequest,
    *,
    form: str,
    text: str,
    file: Checked | None = None,
    at: datetime | None = None,
) -> bool:
    """Add a further message; False for one that was added already.

    `form` tells one form from another: the same form with the same text is one message. Raises
    FullError where there is no room for it, FullOfFilesError where there is none for its file.
    """
    row, at = _locked(request), at or timezone.now()
    said = f"{row.pk}\n{form}\n{text}".encode(errors="surrogatepass")
    key = salted_hmac("portal.handover.message", said, algorithm="sha256").hexdigest()
    if Event.objects.filter(key=key).exists():
        return False
    if not has_room(row):
        raise FullError
    message = Event.objects.create(request=row, kind=Event.Kind.MESSAGE, at=at, text=text, key=key)
    if file:
        attachments.keep(row, file, at=at, event=message)
    _wait_again(row)
    row.save()
    telling.support_of_message(row, message)
    telling.tools("request.message_added", row, at, message=message)
    return True


def has_room(request: ContactRequest) -> bool:
    """Whether it takes a further message."""
    return request.events.filter(kind=Event.Kind.MESSAGE).count() < MOST_MESSAGES


def may_reopen(request: ContactRequest) -> bool:
    """Whether "not yet" still follows the support's last answer."""
    answers = request.events.filter(kind__in=(Event.Kind.ANSWERED, Event.Kind.SOLVED))
    last = answers.aggregate(last=Max("pk"))["last"] or 0
    since = request.events.filter(kind=Event.Kind.REOPENED, pk__gt=last)
    return since.count() < MOST_REOPENED


def rate(
    request: ContactRequest, *, rating: int | None, word: str = "", at: datetime | None = None
) -> bool:
    """Keep the customer's rating (1-5) and their word; the first of each counts.

    False where neither was new, or nobody has said how it ended.
    """
    at = at or timezone.now()
    said = ContactRequest.objects.filter(pk=request.pk).exclude(outcome=Confirmation.UNKNOWN)
    is_rated = rating is not None and said.filter(rating=None).update(rating=rating, rated_at=at)
    is_worded = bool(word) and said.filter(word="").update(word=word)
    return bool(is_rated or is_worded)


def _locked(request: ContactRequest) -> ContactRequest:
    return ContactRequest.objects.select_for_update().get(pk=request.pk)


def _note(request: ContactRequest, kind: Event.Kind, at: datetime) -> None:
    Event.objects.create(request=request, kind=kind, at=at)


def _answered(request: ContactRequest, at: datetime) -> None:
    """Count an answer, and have the customer asked in some hours, unless they have been."""
    if request.answered_at is None:
        request.answered_at = at
        request.answered_within = promises.working_time(
            request.created_at, at, request.market, request.locale
        )
    request.answers += 1
    if request.asked_at is None:
        request.ask_at = at + timedelta(hours=settings.ASK_AFTER_HOURS)


def _wait_again(request: ContactRequest) -> None:
    request.state, request.solved_at, request.solved_article = RequestState.RECEIVED, None, None
    request.ask_at = None
    if request.outcome == Confirmation.YES:
        request.outcome, request.outcome_at = Confirmation.UNKNOWN, None
