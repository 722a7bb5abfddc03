"""Pictures: found beside the files that use them, kept once by content."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image as Picture
from PIL import UnidentifiedImageError
from wagtail.images import get_image_model

from kb.blocks.image import Image
from kb.importing.problems import BadFile

_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_PUT = "put it beside the text, or take it out"


def locate(image: Image, folder: Path, directory: Path) -> Path:
    """The picture's file; raises BadFile unless it is a picture inside the directory."""
    shown = image.file[:80]
    name = _name(image.file)
    if not name or name.startswith("/") or "\\" in name:
        raise BadFile(image.line, f"the picture “{shown}” must be a file beside the text")
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(directory.resolve())
        exists = inside and path.is_file()
    except (OSError, ValueError) as error:
        raise BadFile(image.line, f"the picture “{shown}” is not there; {_PUT}") from error
    if not inside:
        raise BadFile(image.line, f"the picture “{shown}” lies outside of the directory; {_PUT}")
    if not exists:
        raise BadFile(image.line, f"the picture “{shown}” is not there; {_PUT}")
    if max(len(image.alt), len(image.caption)) > 500:
        raise BadFile(image.line, "a picture’s words are at most 500 characters long")
    _check(path, image.line, shown)
    return path


def _name(address: str) -> str:
    """The file that an address names, "" if it leads elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def _check(path: Path, line: int, shown: str) -> None:
    if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise BadFile(line, f"the picture “{shown}” is too large; make it smaller")
    try:
        with Picture.open(path, formats=list(_FORMATS)) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise BadFile(line, f"the picture “{shown}” has too many pixels; make it smaller")
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Picture.DecompressionBombError) as error:
        raise BadFile(
            line, f"“{shown}” is not a picture; save it as PNG, JPEG, GIF or WebP"
        ) from error


def store(image: Image) -> int:
    """The id of the Wagtail image with this content; made if there is none."""
    model = get_image_model()
    known = model.objects.filter(file_hash=image.digest).order_by("pk").first()
    if known is None:
        path = Path(image.file)
        with path.open("rb") as file:
            known = model(title=path.stem[:255], file=ImageFile(file, name=path.name))
            known._set_image_file_metadata()
            known.save()
    return int(known.pk)


def describe(ids: "set[int]") -> dict[int, tuple[str, str]]:
    """Content hash and file name of stored images by id."""
    found: dict[int, tuple[str, str]] = {}
    for picture in get_image_model().objects.filter(pk__in=ids):
        digest = picture.file_hash or picture.get_file_hash()
        found[picture.pk] = (digest, Path(picture.file.name).name)
    return found


def open_stored(digest: str) -> bytes:
    """The content of the stored image with this hash."""
    picture = get_image_model().objects.filter(file_hash=digest).order_by("pk").first()
    if picture is None:
        return b""
    with picture.open_file() as file:
        data: bytes = file.read()
    return data
