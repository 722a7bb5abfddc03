"""An attempt from its first sign to its outcome.

The row comes into being at the first sign (a topic chosen, three characters typed), and each of
its fields changes once: doubled clicks and reloads change nothing. Readers who are not followed
leave no attempt, only daily totals.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import caches
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal import journal
from portal.actors import Actor, Uncounted
from portal.deflection.models import OUTCOME_WINDOW, Attempt, Outcome, ShownSuggestion, WentOn
from portal.deflection.suggesting import Suggestion
from portal.journal import StepDetails
from portal.journal.models import Step, StepKind
from portal.journal.recording import visit_of
from portal.support import reading as support

TYPED = 3
"""So many characters typed make an attempt."""
MOST_SHOWN = 60
"""So many texts are kept of what one attempt was shown."""

Kind = Attempt.Kind


@dataclass(frozen=True, slots=True)
class _Steps:
    """What the steps of one kind of attempt are called in the journal."""

    started: StepKind
    suggested: StepKind
    opened: StepKind
    solved: StepKind
    sent: StepKind


_STEPS = {
    Kind.CONTACT: _Steps(
        started=StepKind.CONTACT_STARTED,
        suggested=StepKind.SUGGESTED,
        opened=StepKind.SUGGESTION_OPENED,
        solved=StepKind.SOLVED,
        sent=StepKind.CONTACT_SENT,
    ),
    Kind.QUESTION: _Steps(
        started=StepKind.ASK_STARTED,
        suggested=StepKind.ASK_SUGGESTED,
        opened=StepKind.SUGGESTION_OPENED,
        solved=StepKind.ASK_SOLVED,
        sent=StepKind.ASKED,
    ),
}


def begin(
    actor: Actor,
    kind: Kind,
    key: UUID,
    *,
    topic: str = "",
    product: str | Callable[[], str] = "",
    at: datetime | None = None,
) -> None:
    """Note that somebody chose a topic or typed; the first time counts.

    `product` may be a function, which is asked only then.
    """
    at = at or timezone.now()
    started = _STEPS[kind].started
    if _is_left_out(actor, key, at):
        if actor.uncounted is Uncounted.PRIVACY and _is_first_sign(key):
            journal.record(actor, started, attempt=key, at=at)
        return
    visit = visit_of(actor, started, at)
    if visit is None:
        # The rows of its network are full: only their number grows.
        if _is_first_sign(key):
            journal.record(actor, started, at=at)
        return
    defaults = {
        "kind": kind,
        "reader_locale": actor.language,
        "market": support.current().market(actor.market),
        "visit": visit,
        "topic": topic,
        "product": product,
        "started_at": at,
    }
    with transaction.atomic():
        _attempt, is_new = Attempt.objects.get_or_create(pk=key, defaults=defaults)
        if is_new:
            journal.record(actor, started, attempt=key, at=at)


def show(
    actor: Actor,
    kind: Kind,
    key: UUID,
    suggestions: Sequence[Suggestion],
    *,
    at: datetime | None = None,
) -> None:
    """Note what was shown, and the first time that at least one was that fits."""
    at = at or timezone.now()
    if not suggestions:
        return
    fits = any(one.hit.fits for one in suggestions)
    if _is_left_out(actor, key, at):
        if fits and actor.uncounted is Uncounted.PRIVACY and _is_first_sign(key, "suggested"):
            journal.record(actor, _STEPS[kind].suggested, attempt=key, at=at)
        return
    running = Attempt.objects.running(at).filter(pk=key, kind=kind)
    if not running.exists():
        return
    with transaction.atomic():
        if fits and running.filter(saw_suggestions=False).update(saw_suggestions=True):
            journal.record(actor, _STEPS[kind].suggested, attempt=key, at=at)
        _keep(key, suggestions, at)


def open_suggestion(
    actor: Actor,
    kind: Kind,
    key: UUID,
    *,
    item_kind: str,
    item: str,
    at: datetime | None = None,
) -> None:
    """Note that a suggestion was opened."""
    at = at or timezone.now()
    step = _STEPS[kind].opened
    if _is_left_out(actor, key, at, step, item_kind=item_kind, family=item):
        return
    running = Attempt.objects.running(at).filter(pk=key, kind=kind)
    running.filter(opened_at=None).update(opened_at=at)
    if running.exists():
        _shown(key, item_kind, item).filter(opened_at=None).update(opened_at=at)
        journal.record(actor, step, attempt=key, item_kind=item_kind, family=item, at=at)


def solve(
    actor: Actor,
    kind: Kind,
    key: UUID,
    *,
    item_kind: str = "",
    item: str = "",
    at: datetime | None = None,
) -> None:
    """Note "this solved it", and which did if that was said; what was sent stays sent."""
    at = at or timezone.now()
    step = _STEPS[kind].solved
    if _is_left_out(actor, key, at, step, item_kind=item_kind, family=item):
        return
    still_open = Attempt.objects.running(at).filter(pk=key, kind=kind, outcome=Outcome.OPEN)
    solved_by = _shown(key, item_kind, item).values_list("pk", flat=True).first()
    if still_open.update(outcome=Outcome.SOLVED, outcome_at=at, solved_by=solved_by):
        journal.record(actor, step, attempt=key, item_kind=item_kind, family=item, at=at)


def solve_shown(
    actor: Actor, keys: Iterable[UUID], *, item_kind: str, item: str, at: datetime | None = None
) -> None:
    """Note that a text solved those attempts to reach the support that it was suggested to."""
    shown = ShownSuggestion.objects.filter(attempt__in=list(keys), item_kind=item_kind, item=item)
    for key in shown.order_by().values_list("attempt", flat=True):
        solve(actor, Kind.CONTACT, key, item_kind=item_kind, item=item, at=at)


def send(
    actor: Actor,
    kind: Kind,
    key: UUID,
    *,
    item_kind: str = "",
    item: str = "",
    text_locale: str = "",
    at: datetime | None = None,
) -> None:
    """Note that it was sent or posted; that outweighs an earlier "this solved it"."""
    at = at or timezone.now()
    step = _STEPS[kind].sent
    if _is_left_out(actor, key, at, step):
        return
    kept = Attempt.objects.kept().filter(pk=key, kind=kind)
    kept.running(at).exclude(outcome=Outcome.SENT).update(
        outcome=Outcome.SENT, outcome_at=at, solved_by=None
    )
    journal.record(
        actor,
        step,
        # What was sent counts by itself, too: without a form of ours, or after a withdrawal.
        attempt=key if kept.exists() else None,
        item_kind=item_kind,
        family=item,
        text_locale=text_locale,
        at=at,
    )


def carry(actor: Actor, keys: Iterable[UUID], *, at: datetime | None = None) -> None:
    """Note that attempts to reach the support went on by another form, which was sent.

    Each has a day for that, as for its own form.
    """
    at = at or timezone.now()
    counted = [key for key in keys if not _is_left_out(actor, key, at)]
    running = Attempt.objects.running(at).contacts().filter(pk__in=counted)
    running.exclude(outcome=Outcome.SENT).update(went_on=WentOn.FORM)


def _is_first_sign(key: UUID, of: str = "attempt") -> bool:
    """Whether an attempt that has no row is new: each few characters typed are a sign of it."""
    if Attempt.objects.filter(pk=key).exists():
        return False
    return caches["quiet"].add(f"{of}:{key}", True, OUTCOME_WINDOW.total_seconds())


def _keep(key: UUID, suggestions: Sequence[Suggestion], at: datetime) -> None:
    """Keep what was shown for the first time, as it was shown."""
    kept = set(
        ShownSuggestion.objects.filter(attempt=key).values_list("item_kind", "item")[:MOST_SHOWN]
    )
    new = [
        ShownSuggestion(
            attempt_id=key,
            item_kind=one.hit.kind,
            item=one.item,
            text_locale=one.hit.locale,
            title=one.hit.title[:255],
            rank=rank,
            engine=one.hit.engine,
            fits=one.hit.fits,
            shown_at=at,
        )
        for rank, one in enumerate(suggestions, start=1)
        if (one.hit.kind, one.item) not in kept
    ]
    # In one order for all, so that two panels of one form never wait for each other.
    new.sort(key=lambda one: (one.item_kind, one.item))
    ShownSuggestion.objects.bulk_create(new[: MOST_SHOWN - len(kept)], ignore_conflicts=True)


def _shown(key: UUID, item_kind: str, item: str) -> QuerySet[ShownSuggestion]:
    return ShownSuggestion.objects.filter(attempt=key, item_kind=item_kind, item=item)


def _is_left_out(
    actor: Actor,
    key: UUID,
    at: datetime,
    kind: StepKind | None = None,
    *,
    item_kind: str = "",
    family: str = "",
) -> bool:
    """Whether what somebody does leaves the attempt as it is: who is not counted changes none.

    Who asks not to be followed withdraws it from every rate; only the totals of `kind` move.
    """
    if actor.uncounted is Uncounted.PRIVACY:
        _withdraw(key, at)
        if kind:
            about = StepDetails(attempt=key, item_kind=item_kind, family=family, at=at)
            journal.record(actor, kind, **about)
    return actor.uncounted is not None


@transaction.atomic
def _withdraw(key: UUID, at: datetime) -> None:
    """Leave of an attempt that it was there, and nothing by which its steps are found."""
    left = Attempt.objects.kept().select_for_update().filter(pk=key).first()
    if left is None:
        return
    Step.objects.filter(visit=left.visit_id, attempt=key).update(attempt=None)
    ShownSuggestion.objects.filter(attempt=key).delete()
    Attempt.objects.filter(pk=key).update(
        withdrawn_at=at,
        visit=None,
        topic="",
        product="",
        market="",
        saw_suggestions=False,
        opened_at=None,
        outcome=Outcome.OPEN,
        outcome_at=None,
        solved_by=None,
        went_on=WentOn.NOT,
    )
