"""Pictures for tests: of one colour each, so that no two are the same."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

# Wagtail leaves the file open from which it writes a smaller picture.
UNCLOSED = "ignore:Unclosed file <tempfile.Spooled:ResourceWarning"


def png(colour: str = "red") -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "PNG")
    return out.getvalue()


def picture(colour: str = "red") -> Any:
    """The same, kept."""
    model = get_image_model()
    made = model(title=colour, file=ImageFile(BytesIO(png(colour)), name=f"{colour}.png"))
    made._set_image_file_metadata()
    made.save()
    return made


def block(shown: Any, *, shows_words: bool = True, alt: str = "") -> tuple[str, dict[str, Any]]:
    """The block of a text that shows it, as it is stored."""
    value = {"image": shown.pk, "alt": alt, "caption": ""}
    return "image", value | ({"shows_words": True} if shows_words else {})
