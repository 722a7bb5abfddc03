"""What is over where a time alone does not tell."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, TaskState, UploadedFile, WorkflowState

from kb.models import Imported
from portal import actors
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.effort import settling
from portal.journal import days
from portal.operations.retention.rules import older_than

UNCONFIRMED = timedelta(days=14)
LEFT_UPLOADS = timedelta(days=2)
_history = older_than("created_at", "KEEP_HISTORY_DAYS")


def steps(at: datetime) -> Q:
    """Of days whose figures are settled: see `portal.effort.settling`."""
    return Q(day__lt=settling.settled_before())


def attempts(at: datetime) -> Q:
    """Begun on such a day."""
    return Q(started_at__lt=days.begins(settling.settled_before()))


def unconfirmed(at: datetime) -> Q:
    """Accounts of people who signed up, never confirmed the address, and never came in."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return (
        Q(last_login=None, date_joined__lt=at - UNCONFIRMED)
        & actors.WITHOUT_RIGHTS
        & Q(Exists(addresses))
        & Q(~Exists(addresses.filter(verified=True)))
    )


def erase(batch: QuerySet[User]) -> int:
    """Erase each, as it would be on its owner's own wish."""
    members = list(batch)
    for member in members:
        personal_data.erase(member)
    return len(members)


def revisions(at: datetime) -> Q:
    """Former versions: none that is shown, edited, scheduled, in review, commented or imported."""
    pages = Page.objects.filter(
        Q(latest_revision=OuterRef("pk")) | Q(live_revision=OuterRef("pk"))
    )
    in_review = TaskState.objects.filter(
        revision=OuterRef("pk"),
        workflow_state__status__in=[
            WorkflowState.STATUS_IN_PROGRESS,
            WorkflowState.STATUS_NEEDS_CHANGES,
        ],
    )
    return (
        _history(at)
        & Q(approved_go_live_at=None, created_comments=None)
        & Q(~Exists(pages), ~Exists(in_review))
        & Q(~Exists(Imported.objects.filter(revision=OuterRef("pk"))))
    )


def workflows(at: datetime) -> Q:
    """Reviews that came to an end."""
    ended = [WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED]
    return _history(at) & Q(status__in=ended)


def left_uploads(at: datetime) -> Q:
    """Files that an editor uploaded and gave no title; their rows tell no time, the files do."""
    left = [one.pk for one in UploadedFile.objects.all() if _is_left(one.file.name, at)]
    return Q(pk__in=left)


def _is_left(name: str, at: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < at - LEFT_UPLOADS
    except FileNotFoundError:
        return True


def with_their_files(batch: QuerySet[UploadedFile]) -> int:
    """The file goes first: a row without one is found again, a file without a row is not."""
    for one in batch:
        one.file.delete(save=False)
    return batch.delete()[0]
