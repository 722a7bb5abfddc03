"""The tiny image by which a page that may come from a cache counts itself.

Its address carries the step, signed: it is the same in every copy of the page, and nobody can
make one up.
"""

from typing import Any

from django.urls import reverse

from portal.signed import SignedObject

_SIGNED: SignedObject[dict[str, Any]] = SignedObject("portal.journal.count", dict)
_DETAILS = (
    "family",
    "item_kind",
    "part",
    "product",
    "market",
    "text_locale",
    "is_fallback",
    "is_outdated",
)


def address(kind: str, reader_locale: str, **details: Any) -> str:
    """The image's address for this step."""
    step = {"kind": kind, "reader_locale": reader_locale}
    step |= {name: details[name] for name in _DETAILS if details.get(name)}
    return reverse("journal:count", args=[_SIGNED.sign(step)])


def read(signed: str) -> dict[str, Any] | None:
    """The step in an image's address; None for one that we did not write."""
    return _SIGNED.read(signed)
