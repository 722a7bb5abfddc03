"""What was worked out of figures, kept in the process under all that it was worked out of.

What it is of names the versions of its days (portal.effort.daily), so nothing has to be
invalidated: another day is another name.
"""

from collections.abc import Callable
from hashlib import sha256

from django.core.cache import caches

CACHE = "figures"


def name(*of: object) -> str:
    """A name for what is made of plain values: another one for any other values."""
    return sha256(repr(of).encode()).hexdigest()


def once[Found](what: str, of: object, work: Callable[[], Found]) -> Found:
    """What `work` finds, from memory where it was found before; it is never None."""
    key = f"effort:{name(what, of)}"
    kept: Found | None = caches[CACHE].get(key)
    if kept is None:
        kept = work()
        caches[CACHE].set(key, kept)
    return kept
