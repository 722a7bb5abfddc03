"""Keeping the files of requests: privately, and no longer than their rows."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.signals import pre_delete
from django.http import FileResponse, Http404

from portal.handover.files import Checked
from portal.handover.models import Attachment, ContactRequest, Event

MOST_FILES = 10
"""So many files one request takes."""


def keep(
    request: ContactRequest, file: Checked, *, at: datetime, event: Event | None = None
) -> Attachment | None:
    """Keep a checked file of a request, or of a further message; None where there is no room."""
    if not has_room(request):
        return None
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
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def forget_files() -> None:
    """Have each file deleted before its row, whatever deletes that.

    A row without a file is found again; a file without a row would be kept for ever.
    """
    pre_delete.connect(_delete_file, sender=Attachment, dispatch_uid="handover.files")


def _delete_file(instance: Attachment, **_about: Any) -> None:
    instance.file.delete(save=False)
