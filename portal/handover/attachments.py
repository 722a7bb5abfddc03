"""Keeping the files of requests: privately, and no longer than their rows.

A file lies outside of the transaction of its row. So it is deleted once its row is gone for good;
and what a transaction left behind that came to nothing is swept.
"""

from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.http import FileResponse, Http404
from django.utils import timezone

from portal.handover.files import Checked
from portal.handover.models import FOLDER, Attachment, ContactRequest, Event
from portal.limits.uploads import make_inert

MOST_FILES = 10
"""So many files one request takes."""
LEFT = timedelta(days=1)
"""No transaction lasts so long: an older file without a row belongs to none."""
_SOME = 200


class FullOfFilesError(Exception):
    """The request takes no further file."""


def keep(
    request: ContactRequest, file: Checked, *, at: datetime, event: Event | None = None
) -> Attachment:
    """Keep a checked file of a request, or of a further message. Raises FullOfFilesError."""
    if not has_room(request):
        raise FullOfFilesError
    return Attachment.objects.create(
        request=request,
        event=event,
        at=at,
        name=file.name,
        content_type=file.content_type,
        size=len(file.content),
        file=ContentFile(file.content, name="file"),
    )


def has_room(request: ContactRequest) -> bool:
    """Whether it takes a further file."""
    return request.attachments.count() < MOST_FILES


def found(request: ContactRequest, pk: int) -> FileResponse:
    """A file of a request, for who has an address of it: nothing in it runs or is sniffed.

    Raises Http404 for one of another request, and for one that is not there any more.
    """
    attachment = request.attachments.filter(pk=pk).first()
    if attachment is None:
        raise Http404
    try:
        file = attachment.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=not attachment.is_image,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    make_inert(response)
    return response


def forget_files() -> None:
    """Have each file deleted after its row, whatever deletes that, once it is gone for good."""
    post_delete.connect(_delete_file, sender=Attachment, dispatch_uid="handover.files")


def _delete_file(instance: Attachment, **_about: Any) -> None:
    storage, name = instance.file.storage, str(instance.file.name)

    def delete() -> None:
        storage.delete(name)

    transaction.on_commit(delete, robust=True)


def sweep(at: datetime | None = None) -> int:
    """Delete files that have no row, a day after they were written; returns how many."""
    before = (at or timezone.now()) - LEFT
    swept = 0
    for some in batched(_names(), _SOME):
        kept = set(Attachment.objects.filter(file__in=some).values_list("file", flat=True))
        for name in set(some) - kept:
            swept += _delete_old(name, before)
    return swept


def _names() -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []


def _delete_old(name: str, before: datetime) -> bool:
    try:
        is_old = default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        # Its row went in the meantime, and it with it.
        return False
    if is_old:
        default_storage.delete(name)
    return is_old
