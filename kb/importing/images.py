"""Pictures: found beside the files that use them, kept once by content."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image as Picture
from PIL import UnidentifiedImageError
from wagtail.images import get_image_model

from kb.blocks.image import Image
from kb.blocks.kind import File
from kb.importing import by_hash, word
from kb.importing.problems import BadFile

_FORMATS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_PUT = "put it beside the text, or take it out"


def locate[F: (Image, File)](image: F, folder: Path, directory: Path) -> F:
    """The picture, or another file, with its path; raises BadFile unless that lies in the
    directory."""
    what = "picture" if isinstance(image, Image) else "file"
    shown = f"the {what} “{image.file[:80]}”"
    name = _name(image.file)
    if not name or "\\" in name:
        raise BadFile(image.line, f"{shown} must be a file beside the text")
    for place in _places(name, folder, directory):
        try:
            path = place.resolve()
            inside = path.is_relative_to(directory.resolve())
            exists = inside and path.is_file()
        except (OSError, ValueError) as error:
            raise BadFile(image.line, f"{shown} is not there; {_PUT}") from error
        if exists:
            return replace(image, file=str(path))
    if name.startswith("/"):
        raise BadFile(image.line, f"{shown} must be a file beside the text")
    if not inside:
        raise BadFile(image.line, f"{shown} lies outside of the directory; {_PUT}")
    raise BadFile(image.line, f"{shown} is not there; {_PUT}")


def _places(name: str, folder: Path, directory: Path) -> list[Path]:
    """Where a picture may lie: `/img/a.png` lies in the directory, or in what sites serve."""
    if not name.startswith("/"):
        return [folder / name]
    bases = (directory / folder.relative_to(directory).parts[0], directory)
    return [one / name.lstrip("/") for base in bases for one in (base, base / "static")]


def _name(address: str) -> str:
    """The file that an address names, "" if it leads elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def checked(image: Image) -> bytes:
    """The content of a picture that has been located; raises BadFile if it is none."""
    shown, line = Path(image.file).name[:80], image.line
    if max(len(image.alt), len(image.caption)) > 500:
        raise BadFile(line, "a picture’s words are at most 500 characters long")
    if not image.archive and Path(image.file).stat().st_size > _largest():
        raise BadFile(line, f"the picture “{shown}” is too large; make it smaller")
    data = _content(image)
    if len(data) > _largest():
        raise BadFile(line, f"the picture “{shown}” is too large; make it smaller")
    try:
        with Picture.open(BytesIO(data), formats=list(_FORMATS)) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise BadFile(line, f"the picture “{shown}” has too many pixels; make it smaller")
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Picture.DecompressionBombError) as error:
        raise BadFile(
            line, f"“{shown}” is not a picture; save it as PNG, JPEG, GIF or WebP"
        ) from error
    return data


def _largest() -> int:
    return int(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)


def _content(image: Image) -> bytes:
    if image.archive:
        return word.picture(Path(image.archive), image.file)
    return Path(image.file).read_bytes()


def store(image: Image) -> int:
    """The id of the Wagtail image with this content; made if there is none."""
    model = get_image_model()
    known = model.objects.filter(file_hash=image.digest).order_by("pk").first()
    if known is None:
        path = Path(image.file)
        file = ImageFile(BytesIO(_content(image)), name=path.name)
        known = model(title=path.stem[:255], file=file)
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
    return by_hash.content(get_image_model(), digest)
