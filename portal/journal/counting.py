"""The tiny image by which a page that may come from a cache counts itself.

Its address carries the step, signed: it is the same in every copy of the page, and nobody can
make one up.
"""

from typing import Any

from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="portal.journal.count")
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
    return reverse("journal:count", args=[_SIGNER.sign_object(step)])


def read(signed: str) -> dict[str, Any]:
    """The step in an image's address; raises BadSignature if we did not write it."""
    step: dict[str, Any] = _SIGNER.unsign_object(signed)
    return step
