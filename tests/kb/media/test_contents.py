"""What a video or a file of captions is, its content says."""

from io import BytesIO

import pytest
from django.utils import translation

from kb.media import contents
from tests.factories.videos import MP4, VTT, WEBM

HTML = b"<html><script>alert(1)</script></html>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def fault(data: bytes, extension: str) -> str:
    file = BytesIO(data)
    said = contents.fault(file, extension)
    assert file.tell() == 0
    return said


@pytest.mark.parametrize(
    ("data", "extension"), [(MP4, "mp4"), (MP4, "MP4"), (WEBM, "webm"), (VTT, "vtt")]
)
def test_what_it_says_it_is_has_no_fault(data: bytes, extension: str) -> None:
    assert fault(data, extension) == ""


def test_other_documents_are_not_looked_at() -> None:
    assert fault(HTML, "pdf") == ""


@pytest.mark.parametrize("extension", ["mp4", "webm", "vtt"])
@pytest.mark.parametrize("data", [b"", b"\x00", HTML, HEIC, b"RIFF\x00\x00\x00\x00AVI LIST"])
def test_what_is_another_thing_is_told_in_the_editors_language(
    data: bytes, extension: str
) -> None:
    assert fault(data, extension)
    with translation.override("el"):
        assert fault(data, extension)


@pytest.mark.parametrize("data", [MP4, WEBM])
def test_one_kind_of_video_is_not_the_other(data: bytes) -> None:
    assert {bool(fault(data, "mp4")), bool(fault(data, "webm"))} == {True, False}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\n00:01.000 --> 00:04.000\nx", "WEBVTT"),
        ("WEBVTTx\n\n00:01.000 --> 00:04.000\nx", "WEBVTT"),
        ("WEBVTT\n\nx", "nothing"),
        ("WEBVTT\n\n00:01,000 --> 00:04,000\nx", "Line 3"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nx", "Line 3"),
        ("WEBVTT\n\n00:61.000 --> 01:62.000\nx", "Line 3"),
    ],
)
def test_captions_that_browsers_would_not_show_say_why(text: str, said: str) -> None:
    assert said in fault(text.encode(), "vtt")


def test_captions_have_a_mark_of_their_encoding_hours_and_settings_if_they_like() -> None:
    text = "\ufeffWEBVTT - τίτλος\r\n\r\n01:00:01.000 --> 01:00:04.000 align:start\r\nx\r\n"
    assert fault(text.encode(), "vtt") == ""
    assert "UTF-8" in fault("WEBVTT\n\nά".encode("utf-16"), "vtt")
    assert fault(VTT + b" " * contents.MOST_CAPTIONS, "vtt")
