"""A file that somebody sends: what it is, is read off its bytes; pictures are drawn anew.

A picture drawn anew has no place, time or camera in it, and nothing that hides behind its pixels.
A PDF is kept as it is, and never shown within a page.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from portal.limits.uploads import Files
from portal.text.cleaning import clean_text

LARGEST = 8 * 1024 * 1024
"""Bytes: a photo of a telephone."""
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf"
"""What a browser offers to choose from; one that has photos in other forms converts them."""
TAKEN = Files(1, LARGEST, right="")
"""What the routes declare: one file, from anybody."""

_READ = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_PIXELS = 30_000_000
# Enough to read a label in a photo.
_LONGEST_SIDE = 2_560
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, MemoryError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
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
        with Image.open(file, formats=_READ) as image:
            # A JPEG is read at the size that is needed, however large it says it is.
            image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            if image.width * image.height > _MOST_PIXELS:
                raise ValidationError(_too_many_pixels(), code="pixels")
            return _drawn_anew(image, name)
    except _BOMBS as error:
        raise ValidationError(_too_many_pixels(), code="pixels") from error
    except _UNREADABLE as error:
        raise ValidationError(_KINDS, code="kind") from error


def _too_many_pixels() -> str:
    return str(_("The picture is too large. Make it smaller, or take a screenshot of it."))


def _drawn_anew(image: Image.Image, name: str) -> Checked:
    """The first picture of the file, upright, its pixels and nothing else."""
    is_photo = image.format == "JPEG"
    upright = ImageOps.exif_transpose(image)
    pixels = upright.convert("RGB" if is_photo else "RGBA")
    pixels.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    plain = Image.new(pixels.mode, pixels.size)
    plain.paste(pixels)
    drawn = BytesIO()
    if is_photo:
        plain.save(drawn, "JPEG", quality=85, optimize=True)
        return Checked(_named(name, "jpg"), "image/jpeg", drawn.getvalue())
    plain.save(drawn, "PNG")
    return Checked(_named(name, "png"), "image/png", drawn.getvalue())


def _named(name: str, suffix: str) -> str:
    """What it was called, without a folder, on one line, and with the suffix of what it is."""
    line = " ".join(clean_text(name.replace("\\", "/")).split())
    stem = PurePosixPath(line).stem.strip(". ")[:100]
    return f"{stem or 'file'}.{suffix}"
