"""Where the models differ from one state of the code to the next. Nothing else here names them.

Old: a thread is the question and has answers; an attempt is an AskStart or a ContactStart.
New: question and answers are posts of a thread; both attempts are one model.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps

Row = dict[str, Any]

# Table of the old state → the fact that says where its rows are now. A table that is gone and not
# named here is lost.
MERGED = {
    "community_answer": "posts",
    "community_answervote": "posts",
    "community_askstart": "attempts",
    "handover_contactstart": "attempts",
}
# Tables whose rows an upgrade may add to: what it notes of itself, what it queues, groups, whose
# meaning `facts.rights` knows, the drafts of pages that a site must have, links to articles, which
# the index of references did not know, and roll-ups of figures that closed days lack; those that
# there were, `figures` compares.
MAY_GROW = {
    "accounts_user_groups", "auth_group", "auth_group_permissions", "auth_permission",
    "django_content_type", "django_migrations", "django_tasks_database_dbtaskresult",
    "effort_dailyfigure",
    "search_change", "search_enginecopy", "wagtailcore_groupcollectionpermission",
    "wagtailcore_grouppagepermission", "wagtailcore_page", "wagtailcore_pagelogentry",
    "wagtailcore_referenceindex", "wagtailcore_revision",
}  # fmt: skip


def model(name: str) -> Any:
    """A model by its label: what the database knows it by, wherever its module is."""
    return apps.get_model(name)


def _model(name: str) -> Any:
    """The same; None where this state has none."""
    try:
        return model(name)
    except LookupError:
        return None


POST, ATTEMPT = _model("community.Post"), _model("deflection.Attempt")
THREAD, ANSWER = _model("community.Thread"), _model("community.Answer")
VOTE = _model("community.PostVote") or _model("community.AnswerVote")
STEP = _model("journal.Step")
# What keeps a form from posting twice.
DRAFT_KEY = "idempotency_key" if POST else "once"
STEP_ATTEMPT = "attempt" if ATTEMPT else "contact_start"
STARTS = {
    "question": _model("community.AskStart"),
    "contact": _model("handover.ContactStart"),
}
# What each state calls the end of an attempt.
_OUTCOME = {"asked": "sent"}
# Our word for it → the field of the old model, where it has it, and of the new one.
_OLD_FIELDS = {
    "locale": "reader_locale", "at": "started_at", "saw": "saw_suggestions",
    "opened_at": "opened_suggestion_at", "outcome": "outcome", "outcome_at": "outcome_at",
    "topic": "topic",
}  # fmt: skip
_NEW_FIELDS = _OLD_FIELDS | {"opened_at": "opened_at"}


def posts() -> Iterator[Any]:
    """Every question and every answer, hidden ones, too."""
    if POST:
        yield from POST.objects.select_related("author").order_by("pk")
        return
    yield from THREAD.objects.select_related("author").order_by("pk")
    yield from ANSWER.objects.select_related("author").order_by("pk")


def name_of(post: Any) -> str:
    """A post by what never changes: its thread, its kind, and for an answer its moment.

    A thread as such goes by the name of its question.
    """
    if isinstance(post, THREAD):
        return f"{post.pk} question"
    if getattr(post, "kind", "answer") == "question":
        return f"{post.thread_id} question"
    return f"{post.thread_id} answer {post.created_at.isoformat()}"


def is_hidden(post: Any) -> bool:
    return bool(post.state == "hidden" if POST else post.hidden)


def votes() -> Iterator[tuple[Any, Any]]:
    """The post and the voter (None once erased) of every vote."""
    field = "post" if POST else "answer"
    for vote in VOTE.objects.select_related(field, "voter"):
        yield getattr(vote, field), vote.voter


def reported(row: Any) -> Any:
    """The post, or the thread, that a report or an act of a moderator is about."""
    fields = ("post", "thread") if POST else ("answer", "thread")
    return next(found for field in fields if (found := getattr(row, field, None)))


def attempts() -> Iterator[Row]:
    """Every attempt of either kind, in our words."""
    for kind, old in STARTS.items():
        kept, names = (ATTEMPT, _NEW_FIELDS) if ATTEMPT else (old, _OLD_FIELDS)
        known = {field.name for field in kept._meta.get_fields()}
        for start in kept.objects.filter(kind=kind) if ATTEMPT else kept.objects.all():
            # A question had neither topic nor a count of openings.
            row = {
                ours: getattr(start, theirs) or None if theirs in known else None
                for ours, theirs in names.items()
            }
            row["outcome"] = _OUTCOME.get(str(row["outcome"]), row["outcome"])
            yield {"id": str(start.pk), "kind": kind} | row


def move_attempts(since: datetime, by: Any) -> None:
    """Let the attempts begun since then have happened that much earlier."""
    for kept in [ATTEMPT] if ATTEMPT else STARTS.values():
        for start in kept.objects.filter(started_at__gte=since):
            for field in ("started_at", "outcome_at", "opened_at", "opened_suggestion_at"):
                if at := getattr(start, field, None):
                    setattr(start, field, at - by)
            start.save()


def rows_due(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """How many rows each table must have: as before, but what has its own fact may move.

    Tables that are new are not asked for; those that are gone must be named as merged.
    """
    due = {name: rows for name, rows in before.items() if name in after or name not in MERGED}
    grown = {name: max(due[name], after.get(name, 0)) for name in MAY_GROW & due.keys()}
    return due | grown | {name: rows for name, rows in after.items() if name not in before}
