"""Counting that a result was opened, without a cookie and without bending its address.

A result's link leads straight to the text, so it can be copied. Beside it stands an address,
signed so that nobody can make one up, to which the browser posts when the link is followed: by
the element `<search-results>`, or without scripts by the link's own `ping`.
"""

from dataclasses import astuple, dataclass
from datetime import timedelta

from django.urls import reverse

from portal.signed import SignedObject
from search.results import Hit

LASTS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Click:
    """Which result was opened, and where it stood (1 is the first)."""

    family: str
    item_kind: str
    reader_locale: str
    text_locale: str
    is_fallback: bool
    rank: int


_SIGNED = SignedObject("search.opened", lambda content: Click(*content), lasts=LASTS)


def address(hit: Hit, reader: str, rank: int) -> str:
    """Where to post that this hit was opened."""
    click = Click(hit.id, hit.kind, reader, hit.locale, hit.is_foreign, rank)
    return reverse("search:click", args=[_SIGNED.sign(astuple(click))])


def read(signed: str) -> Click | None:
    """The click in an address; None for one that we did not write, or long ago."""
    return _SIGNED.read(signed)
