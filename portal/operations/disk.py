"""Whether files can be written: the readers' pictures, and what editors upload."""

import tempfile
from pathlib import Path

from django.conf import settings

_TRIED = bytes(64 * 1024)


def trouble() -> OSError | None:
    """What keeps this process from writing a file, found out by writing one; None if nothing."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(_TRIED)
            file.flush()
    except OSError as error:
        return error
    return None
