"""ZIP files that somebody sent: what holds of each of them, whatever is in it."""

import lzma
import zipfile
import zlib

DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError),
    *(zlib.error, lzma.LZMAError),
)
"""What reading one that is broken, or packed in a way that nobody knows here, raises."""
_LOCKED = 1


def is_locked(entry: zipfile.ZipInfo) -> bool:
    """Whether it opens with a password alone."""
    return bool(entry.flag_bits & _LOCKED)


def leads_out(name: str) -> bool:
    """Whether an entry of this name would lie elsewhere than below the archive."""
    return (
        name.startswith("/")
        or any(sign in name for sign in ("\\", ":", "\0"))
        or ".." in name.split("/")
    )
