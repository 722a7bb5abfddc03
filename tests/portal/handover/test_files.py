"""Files of requests: what they are is read off their bytes, pictures are drawn anew."""

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import ExifTags, Image, ImageOps

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.handover import acts, attachments, files, links
from portal.handover.models import Attachment, ContactRequest, Event
from portal.mail.models import OutboundMail
from portal.operations.retention.rules import delete
from tests.factories import accounts
from tests.factories.handover import filled_in, reader, start_in
from tests.factories.requests import picture, sent, upload
from tests.portal.handover.test_request_page import add

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BARS = "<svg xmlns='http://www.w3.org/2000/svg'><script>zq()</script></svg>"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def checked(content: bytes, name: str = "foto.jpg") -> files.Checked:
    return files.checked(BytesIO(content), name, len(content))


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def with_position(size: tuple[int, int] = (40, 30)) -> bytes:
    """A photo that tells where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Secret camera"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (37.0, 58.0, 1.0)
    return picture("JPEG", size, exif=exif, comment=b"Secret comment")


def huge_png(side: int = 12_000) -> bytes:
    """A small file that says it is a very large picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + sum_

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (side * (side // 8 + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_photo_says_no_more_where_and_with_what_it_was_taken() -> None:
    before = with_position()
    assert b"Secret camera" in before
    file = checked(before)
    assert b"Secret" not in file.content
    with Image.open(BytesIO(file.content)) as image:
        assert not image.getexif()
        assert not {"exif", "comment", "icc_profile"} & set(image.info)
        # Upright, as it was shown.
        assert image.size == (30, 40)


@pytest.mark.parametrize(
    ("kind", "kept_as"),
    [("PNG", "image/png"), ("WEBP", "image/png"), ("GIF", "image/png"), ("JPEG", "image/jpeg")],
)
def test_pictures_are_kept_in_two_forms(kind: str, kept_as: str) -> None:
    file = checked(picture(kind), "Εικόνα.PNG.exe")
    assert file.content_type == kept_as
    assert file.name.startswith("Εικόνα.PNG.")
    assert not file.name.endswith("exe")
    with Image.open(BytesIO(file.content)) as image:
        assert image.format == kept_as.partition("/")[2].upper()


def test_what_hides_behind_the_pixels_is_gone() -> None:
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        file = checked(picture(kind) + b"<script>zq()</script>PK\x03\x04")
        assert b"zq()" not in file.content


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(BytesIO(checked(picture("JPEG", (6_000, 4_500))).content)) as image:
        assert max(image.size) == 2_560


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>zq()</script>", "foto.jpg"),
        (BARS.encode(), "foto.png"),
        (b"MZ\x90\x00" + b"\0" * 500, "manual.pdf"),
        (b"\xff\xd8\xff\xe0 no picture", "foto.jpg"),
        (picture("BMP"), "foto.jpg"),
        (picture("TIFF"), "foto.jpg"),
        (picture("JPEG")[:200], "foto.jpg"),
        (b"%PDF-1.7 without an end", "manual.pdf"),
        (b"<html>" * 20 + PDF, "manual.pdf"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "foto.jpg"),
        (b"", "foto.jpg"),
        (b"\0" * 2_000, "\0"),
    ],
)
def test_a_file_that_lies_about_what_it_is_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(ValidationError):
        checked(content, name)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = huge_png()
    assert len(bomb) < 100_000
    with pytest.raises(ValidationError) as refused:
        checked(bomb, "foto.png")
    assert refused.value.code == "pixels"
    with pytest.raises(ValidationError):
        checked(huge_png(6_000), "foto.png")


@pytest.mark.parametrize(
    ("kind", "size", "more"),
    [
        ("PNG", (4_100, 4_000), {}),
        ("GIF", (4_100, 4_000), {}),
        ("WEBP", (4_100, 4_000), {"quality": 1, "method": 0}),
        ("JPEG", (4_100, 4_000), {"progressive": True}),
        # However small it is drawn: what counts is what the file says.
        ("JPEG", (8_000, 6_600), {}),
    ],
)
def test_a_picture_is_refused_for_its_own_size_and_not_for_the_drawn_one(
    kind: str, size: tuple[int, int], more: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refused:
        checked(picture(kind, size, **more))
    assert refused.value.code == "pixels"


def test_a_photo_of_many_pixels_is_read_at_the_size_that_is_needed() -> None:
    with Image.open(BytesIO(checked(picture("JPEG", (8_160, 6_120))).content)) as image:
        assert image.size == (2_560, 1_920)


def test_pictures_are_drawn_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = files._drawn_anew
    held: list[bool] = []

    def watched(image: Image.Image, name: str) -> files.Checked:
        held.append(not files._DRAWING.acquire(blocking=False))
        return drawn(image, name)

    monkeypatch.setattr(files, "_drawn_anew", watched)
    checked(picture())
    with pytest.raises(ValidationError):
        checked(picture("JPEG")[:200])
    assert held == [True]
    assert not files._DRAWING.locked()


def odd_exif() -> list[bytes]:
    """What cameras and programs leave behind: cut off, of the wrong types, pointing nowhere."""
    whole = Image.Exif()
    whole[ExifTags.Base.Orientation] = 6
    whole[ExifTags.Base.Model] = "Kamera"
    whole[ExifTags.Base.XResolution] = 72.0
    whole.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (37.0, 58.0, 1.0)
    data = whole.tobytes()
    chance = random.Random(12)
    cut = [data[:length] for length in range(6, len(data), 3)]
    changed = []
    for _each in range(300):
        bad = bytearray(data)
        for _byte in range(chance.randint(1, 4)):
            bad[chance.randrange(6, len(bad))] = chance.randrange(256)
        changed.append(bytes(bad))
    return [*cut, *changed]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_whatever_a_camera_noted_a_photo_is_taken_or_refused_and_never_an_error(kind: str) -> None:
    taken = 0
    for exif in odd_exif():
        try:
            file = checked(picture(kind, (8, 6), exif=exif))
        except ValidationError:
            continue
        taken += 1
        assert b"Kamera" not in file.content
    assert taken


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_photo_is_kept_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    before = picture("PNG", (40, 30), exif=exif)
    with Image.open(BytesIO(before)) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    with Image.open(BytesIO(checked(before).content)) as kept_image:
        assert kept_image.tobytes() == upright.tobytes()


def test_a_photo_with_a_second_picture_behind_it_is_kept_as_a_photo() -> None:
    second = Image.new("RGB", (40, 30), "blue")
    file = checked(picture("MPO", (400, 300), save_all=True, append_images=[second]))
    assert (file.content_type, file.name) == ("image/jpeg", "foto.jpg")
    with Image.open(BytesIO(file.content)) as image:
        assert (image.format, image.size) == ("JPEG", (400, 300))


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        files.checked(BytesIO(PDF), "a.pdf", files.LARGEST + 1)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Dokumente\\Rechnung.pdf", "Rechnung.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie: x=1.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("فاتورة" * 50 + ".pdf", ("فاتورة" * 50)[:100] + ".pdf"),
    ],
)
def test_a_name_is_one_line_without_a_folder(name: str, called: str) -> None:
    assert checked(PDF, name).name == called


def test_a_file_with_the_form_is_kept_privately_and_shown_on_the_page(media: Path) -> None:
    client = reader()
    start = start_in(client.get("/ar/contact/").content.decode())
    form = filled_in(start=start, action="send", message="لا يعمل", file=upload("صورة.jpg"))
    answer = client.post("/ar/contact/", form)
    assert answer.status_code == 303
    file = Attachment.objects.get()
    assert (file.event, file.name, file.content_type) == (None, "صورة.jpg", "image/jpeg")
    assert [path.relative_to(media).parts[0] for path in kept(media)] == ["requests"]
    page = client.get(answer["Location"]).content.decode()
    address = f"{answer['Location']}file/{file.pk}/"
    assert f'src="{address}"' in page
    assert "صورة.jpg" in page
    shown = client.get(address)
    assert b"".join(shown.streaming_content) == kept(media)[0].read_bytes()
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    assert client.get(f"/media/{file.file.name}").status_code == 404
    for kind in ("contact request", "contact receipt"):
        assert "صورة.jpg" in OutboundMail.objects.get(kind=kind).text


def test_a_pdf_is_never_shown_within_a_page() -> None:
    request = sent(file=checked(PDF, "Τιμολόγιο.pdf"))
    answer = reader().get(links.page(request, "file", Attachment.objects.get().pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == PDF


def test_a_file_is_found_under_its_own_request_alone() -> None:
    first = sent(file=checked(PDF))
    other = sent(message="Άλλο")
    file = Attachment.objects.get()
    assert reader().get(links.page(other, "file", file.pk)).status_code == 404
    assert reader().get(links.page(first, "file", file.pk + 1)).status_code == 404
    Path(file.file.path).unlink()
    assert reader().get(links.page(first, "file", file.pk)).status_code == 404


def test_the_support_finds_the_file_by_its_own_link() -> None:
    request = sent(file=checked(PDF))
    mail = OutboundMail.objects.get(kind="contact request")
    [address] = [line for line in mail.text.splitlines() if "/kept/" in line]
    answer = reader().get("/" + address.split("/", 3)[3])
    assert b"".join(answer.streaming_content) == PDF
    assert links.page(request) not in mail.text


def test_a_file_is_added_with_a_message() -> None:
    request = sent()
    assert add(request, file=upload()).status_code == 303
    file = Attachment.objects.get()
    assert file.event == Event.objects.get()
    assert "/kept/" in OutboundMail.objects.filter(kind="contact request").latest("pk").text


def test_what_was_typed_stays_when_a_file_is_refused_and_it_is_said_that_the_file_does_not() -> (
    None
):
    client = reader()
    start = start_in(client.get("/en/contact/").content.decode())
    bad = upload("foto.jpg", b"<html>no photo</html>")
    answer = client.post(
        "/en/contact/", filled_in(start=start, action="send", message="Σβήνει", file=bad)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Σβήνει" in page
    assert "Choose a photo (JPEG, PNG, WebP or GIF) or a PDF." in page
    good = client.post("/en/contact/", filled_in(start=start, email="no", file=upload()))
    assert "We could not keep the file you chose." in good.content.decode()
    assert not ContactRequest.objects.exists()


def test_a_file_that_is_larger_than_the_route_takes_is_told_with_what_was_typed() -> None:
    request = sent()
    large = SimpleUploadedFile("foto.jpg", b"x" * (files.LARGEST + 1))
    answer = add(request, file=large)
    assert answer.status_code == 413
    assert "Και η λυχνία είναι κόκκινη" in answer.content.decode()


def test_one_request_takes_so_many_files_and_no_more() -> None:
    request = sent()
    for number in range(attachments.MOST_FILES):
        acts.add(request, form=str(number), text="Ξανά", file=checked(PDF))
    answer = add(request, file=upload())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Και η λυχνία είναι κόκκινη</textarea>" in page
    assert "takes no more files" in page or "αρχεία" in page
    assert Event.objects.count() == attachments.MOST_FILES
    assert Attachment.objects.count() == attachments.MOST_FILES
    assert 'type="file"' not in reader().get(links.page(request)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_whatever_deletes_a_request_deletes_its_files(media: Path) -> None:
    sent(file=checked(PDF))
    request = sent(message="Άλλο", file=checked(PDF))
    acts.add(request, form="x", text="Ξανά", file=checked(PDF))
    assert len(kept(media)) == 3
    delete(ContactRequest.objects.filter(pk=request.pk))
    assert len(kept(media)) == 1
    delete(ContactRequest.objects.all())
    assert not kept(media)


@pytest.mark.django_db(transaction=True)
def test_files_stay_where_the_deletion_of_their_rows_came_to_nothing(media: Path) -> None:
    member = accounts.member()
    sent(user=member, file=checked(PDF))
    with transaction.atomic():
        personal_data.erase(member)
        transaction.set_rollback(True)
    assert len(kept(media)) == Attachment.objects.count() == 1
    personal_data.erase(User.objects.get())
    assert not kept(media)


@pytest.mark.django_db(transaction=True)
def test_a_file_of_a_sending_that_came_to_nothing_is_swept_after_a_day(media: Path) -> None:
    assert attachments.sweep() == 0
    sent(file=checked(PDF))
    with transaction.atomic():
        sent(message="Άλλο", file=checked(PDF))
        transaction.set_rollback(True)
    assert len(kept(media)) == 2
    assert attachments.sweep() == 0
    assert attachments.sweep(timezone.now() + attachments.LEFT) == 1
    [left] = kept(media)
    assert left == Path(Attachment.objects.get().file.path)


def test_a_page_that_asks_again_says_that_it_has_no_file() -> None:
    client = reader(**{"sec-fetch-site": "none"})
    start = start_in(client.get("/en/contact/").content.decode())
    answer = client.post("/en/contact/", filled_in(start=start, action="send", file=upload()))
    assert "Please confirm" in answer.content.decode()
    assert "We could not keep the file you chose." in answer.content.decode()
    assert not ContactRequest.objects.exists()
