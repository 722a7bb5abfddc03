"""Counting that a result was opened, without a cookie and without bending its address.

A result's link leads straight to the text, so it can be copied. Beside it stands an address,
signed so that nobody can make one up, to which the browser posts when the link is followed: by
the element `<search-results>`, or without scripts by the link's own `ping`.
"""

from dataclasses import astuple, dataclass

from django.core import signing
from django.urls import reverse

from search.results import Hit

_SIGNER = signing.TimestampSigner(salt="search.opened")
_AGE = 24 * 3600


@dataclass(frozen=True, slots=True)
class Click:
    """Which result was opened, and where it stood (1 is the first)."""

    family: str
    item_kind: str
    reader_locale: str
    text_locale: str
    is_fallback: bool
    rank: int


def address(hit: Hit, reader: str, rank: int) -> str:
    """Where to post that this hit was opened."""
    click = Click(hit.id, hit.kind, reader, hit.locale, hit.is_foreign, rank)
    return reverse("search:click", args=[_SIGNER.sign_object(astuple(click))])


def read(signed: str) -> Click:
    """The click in an address; raises BadSignature if we did not write it, or long ago."""
    return Click(*_SIGNER.unsign_object(signed, max_age=_AGE))
