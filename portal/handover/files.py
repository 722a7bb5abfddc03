"""A file that somebody sends: what it is, is read off its bytes; pictures are drawn anew.

A picture drawn anew has no place, time or camera in it, and nothing that hides behind its pixels.
A PDF is kept as it is, and never shown within a page.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from threading import Lock
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from portal.limits.uploads import Files
from portal.text.cleaning import clean_line

LARGEST = 8 * 1024 * 1024
"""Bytes: a photo of a telephone."""
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf"
"""What a browser offers to choose from; one that has photos in other forms converts them."""
TAKEN = Files(1, LARGEST, right="")
"""What the routes declare: one file, from anybody."""

_READ = ("JPEG", "PNG", "WEBP", "GIF")
# What cameras make; telephones write a JPEG with a further picture behind it, which is an MPO.
_PHOTOS = frozenset({"JPEG", "MPO"})
# A screenshot of the largest screens. Such a picture is held whole before it is made smaller.
_MOST_PIXELS = 15_000_000
# A photo of a telephone: read line by line, at the size that is needed.
_MOST_PIXELS_OF_A_PHOTO = 52_000_000
# Enough to read a label in a photo.
_LONGEST_SIDE = 2_560
# How a picture is turned upright, by what its camera noted.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# One picture at a time in each process: what is drawn takes more memory than its file.
_DRAWING = Lock()
_PDF_BEGINS = re.compile(rb"\s{0,64}%PDF-[12]\.")
_PDF_ENDS_WITHIN = 2_048
_KINDS = _("Choose a photo (JPEG, PNG, WebP or GIF) or a PDF.")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it is kept: its name with the suffix of what it is, its kind, and its bytes."""

    name: str
    content_type: str
    content: bytes


def checked(file: IO[bytes], name: str, size: int) -> Checked:
    """The file as it may be kept; raises ValidationError, in the reader's words, for any other."""
    if size > LARGEST:
        raise ValidationError(_("The file is too large. It can be up to 8 MB."), code="too_large")
    if not size:
        raise ValidationError(_("The file is empty. Choose another one."), code="empty")
    begin = file.read(1_024)
    file.seek(0)
    if _PDF_BEGINS.match(begin):
        return _pdf(file.read(), name)
    return _picture(file, name)


def _pdf(content: bytes, name: str) -> Checked:
    if b"%%EOF" not in content[-_PDF_ENDS_WITHIN:]:
        raise ValidationError(_KINDS, code="kind")
    return Checked(_named(name, "pdf"), "application/pdf", content)


def _picture(file: IO[bytes], name: str) -> Checked:
    try:
        with _DRAWING, Image.open(file, formats=_READ) as image:
            if image.width * image.height > _most_pixels(image):
                raise ValidationError(_too_many_pixels(), code="pixels")
            return _drawn_anew(image, name)
    except ValidationError:
        raise
    except _BOMBS as error:
        raise ValidationError(_too_many_pixels(), code="pixels") from error
    except Exception as error:
        # A broken file breaks its reader in any way.
        raise ValidationError(_KINDS, code="kind") from error


def _most_pixels(image: Image.Image) -> int:
    """So many may be asked for: fewer of what is held whole before its first line is drawn."""
    is_read_by_line = image.format in _PHOTOS and not image.info.get("progressive")
    return _MOST_PIXELS_OF_A_PHOTO if is_read_by_line else _MOST_PIXELS


def _too_many_pixels() -> str:
    return str(_("The picture is too large. Make it smaller, or take a screenshot of it."))


def _drawn_anew(image: Image.Image, name: str) -> Checked:
    """The first picture of the file, upright, its pixels and nothing else."""
    is_photo = image.format in _PHOTOS
    pixels = _upright(_small(image), _turn(image)).convert("RGB" if is_photo else "RGBA")
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    drawn = BytesIO()
    if is_photo:
        plain.save(drawn, "JPEG", quality=85, optimize=True)
        return Checked(_named(name, "jpg"), "image/jpeg", drawn.getvalue())
    plain.save(drawn, "PNG")
    return Checked(_named(name, "png"), "image/png", drawn.getvalue())


def _small(image: Image.Image) -> Image.Image:
    """The picture, read and as large as it is kept."""
    image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    image.load()
    # A palette has no colours between its own to draw with.
    small = image.convert("RGBA") if image.mode in {"P", "PA", "1"} else image
    small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return small


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How a picture that is read is turned upright; None if nothing legible says so."""
    try:
        noted = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # noqa: BLE001 - whatever cameras write there, the photo is as good
        return None
    return _UPRIGHT.get(noted) if isinstance(noted, int) else None


def _upright(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return image if turn is None else image.transpose(turn)


def _named(name: str, suffix: str) -> str:
    """What it was called, without a folder, on one line, and with the suffix of what it is."""
    line = clean_line(name.replace("\\", "/"))
    stem = PurePosixPath(line).stem.strip(". ")[:100]
    return f"{stem or 'file'}.{suffix}"
