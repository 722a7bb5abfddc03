"""Videos and captions for tests: as much of them as says what they are."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

_BOX = b"ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
MP4 = (len(_BOX) + 4).to_bytes(4) + _BOX + bytes(range(256)) * 16
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(64)
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nΆνοιξε το καπάκι.\n".encode()


def document(name: str = "kapak.mp4", data: bytes = MP4) -> Any:
    """A document with this file."""
    model = get_document_model()
    made = model(title=name, file=ContentFile(data, name=name))
    made._set_document_file_metadata()
    made.save()
    return made


def block(
    video: Any,
    *captions: tuple[str, Any],
    title: str = "Το καπάκι",
    without_words: bool = False,
) -> tuple[str, Any]:
    """The block of a text that shows it, as it is stored."""
    listed = [
        {"type": "item", "id": code, "value": {"language": code, "file": file.pk}}
        for code, file in captions
    ]
    words = "<p>Κάποιος ανοίγει το καπάκι.</p>"
    value = {"file": video.pk, "title": title, "poster": None, "captions": listed, "words": words}
    return "video", value | ({"without_words": True} if without_words else {})
