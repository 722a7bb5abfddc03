"""What the site has of a file, found by the hash of its content."""

from typing import Any


def content(model: type[Any], digest: str) -> bytes:
    """The content of the oldest image or document with this hash; empty where there is none."""
    stored = model.objects.filter(file_hash=digest).order_by("pk").first()
    if stored is None:
        return b""
    with stored.open_file() as file:
        data: bytes = file.read()
    return data
