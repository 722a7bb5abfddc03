"""Requests as customers send them, with files that are real."""

import uuid
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.handover import acts, sending
from portal.handover.models import ContactRequest


def sent(*, at: datetime | None = None, **changes: Any) -> ContactRequest:
    """A request that was sent, with its mails."""
    fields = {"locale": "el", "email": "anna@example.com", "message": "Ο κόμβος δεν συνδέεται"}
    draft = sending.RequestDraft(form=uuid.uuid4(), **(fields | changes))
    return sending.send(draft, at=at)[0]


def answered(*, at: datetime | None = None, **changes: Any) -> ContactRequest:
    """One that the support has marked as answered."""
    request = sent(at=at, **changes)
    acts.answer(request, at=at)
    request.refresh_from_db()
    return request


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A picture's bytes, one half red."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def upload(name: str = "foto.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, picture() if content is None else content)
