"""What a video or a file of captions is, by its content: a name says nothing."""

import re
from collections.abc import Callable, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from portal import cldr

MOST_CAPTIONS = 1_000_000
"""Bytes of a file of captions: hours of talk."""
_HEAD = 4096
# Kinds of MP4 that browsers play; pictures begin with the same sign.
_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
)
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"(?P<start>{_TIME})[ \t]+-->[ \t]+(?P<end>{_TIME})(?:[ \t].*)?")


def fault(file: IO[bytes], extension: str) -> str:
    """What is wrong with a file of this extension, in the language in force; "" for nothing, and
    for what is neither video nor captions. The file is read from its start, and left there.
    """
    if check := _CHECKS.get(extension.lower()):
        file.seek(0)
        try:
            return check(file)
        finally:
            file.seek(0)
    return ""


def _mp4(file: IO[bytes]) -> str:
    head = file.read(_HEAD)
    end = min(int.from_bytes(head[:4]), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    is_video = head[4:8] == b"ftyp" and bool(brands & _BRANDS)
    return "" if is_video else _("This is no MP4 video, though its name says so.")


def _webm(file: IO[bytes]) -> str:
    head = file.read(_HEAD)
    is_video = head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]
    return "" if is_video else _("This is no WebM video, though its name says so.")


def _captions(file: IO[bytes]) -> str:
    data = file.read(MOST_CAPTIONS + 1)
    if len(data) > MOST_CAPTIONS:
        return _("The captions are longer than a megabyte.")
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        return _("The captions are not in UTF-8. Save them anew.")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return _("The captions are no WebVTT: they begin with the line “WEBVTT”.")
    times = [(number, line) for number, line in enumerate(lines, 1) if "-->" in line]
    for number, line in times:
        match = _CUE.fullmatch(line.strip())
        if not match or _seconds(match["start"]) >= _seconds(match["end"]):
            words = _("Line %(number)s of the captions has no right times.")
            return words % {"number": cldr.number(number)}
    return "" if times else _("The captions say nothing.")


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


VIDEOS: Mapping[str, str] = {"mp4": "video/mp4", "webm": "video/webm"}
"""What browsers call a video, by the extension of its file."""
CAPTIONS: Mapping[str, str] = {"vtt": "text/vtt"}
_CHECKS: Mapping[str, Callable[[IO[bytes]], str]] = {
    "mp4": _mp4,
    "webm": _webm,
    "vtt": _captions,
}


def of_document(document: Any, kinds: Mapping[str, str]) -> str:
    """What is wrong with a stored file that is to be of one of these kinds; "" for nothing."""
    if document.file_extension.lower() not in kinds:
        endings = cldr.listed(f".{one}" for one in kinds)
        return _("Choose a file that ends in one of these: %(endings)s") % {"endings": endings}
    try:
        with document.open_file() as file:
            return fault(file, document.file_extension)
    except OSError:
        return _("The file is not there any more.")
