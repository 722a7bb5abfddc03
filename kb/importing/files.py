"""Videos and captions beside the texts: checked by their content, and kept once by it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File as Stored
from django.utils import translation
from wagtail.documents import get_document_model

from kb.blocks.kind import File
from kb.importing import by_hash
from kb.importing.problems import BadFile
from kb.media import contents

_KINDS = {**contents.VIDEOS, **contents.CAPTIONS}


def checked(file: File) -> bytes:
    """The content of a file that has been located; raises BadFile if it is not what it is for."""
    path = Path(file.file)
    shown, extension = path.name[:80], path.suffix.removeprefix(".").lower()
    if extension not in _KINDS:
        raise BadFile(file.line, f"“{shown}” is neither a video (MP4, WebM) nor captions (WebVTT)")
    if path.stat().st_size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        raise BadFile(file.line, f"“{shown}” is too large; make it smaller")
    with path.open("rb") as opened, translation.override("en"):
        if fault := contents.fault(opened, extension):
            raise BadFile(file.line, f"“{shown}”: {fault}")
        return opened.read()


def store(file: File) -> int:
    """The number of the document with this content; made if there is none."""
    model = get_document_model()
    known = model.objects.filter(file_hash=file.digest).order_by("pk").first()
    if known is None:
        path = Path(file.file)
        with path.open("rb") as opened:
            known = model(title=path.stem[:255], file=Stored(opened, name=path.name))
            known._set_document_file_metadata()
            known.save()
    return int(known.pk)


def describe(ids: set[int]) -> dict[int, tuple[str, str]]:
    """Content hash and file name of documents by number."""
    found: dict[int, tuple[str, str]] = {}
    documents: Any = get_document_model().objects.filter(pk__in=ids)
    for document in documents:
        found[document.pk] = (document.get_file_hash(), document.filename)
    return found


def open_stored(digest: str) -> bytes:
    """The content of the document with this hash."""
    return by_hash.content(get_document_model(), digest)
