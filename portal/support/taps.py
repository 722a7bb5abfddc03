"""Telling that somebody took another way to get in touch, without bending where it leads.

A link leads straight to the number or the page. Beside it stands an address, signed so that
nobody can make one up, to which the browser posts when the link is followed. It is the same in
each copy of a page, since pages are shared.
"""

from typing import NamedTuple

from django.urls import reverse

from portal.signed import SignedObject


class Tap(NamedTuple):
    """Which kind of way was taken, in which market ("" for all), by a reader of which language."""

    kind: str
    market: str
    locale: str


_SIGNED = SignedObject("portal.support.tap", lambda content: Tap(*content))


def address(kind: str, market: str, locale: str) -> str:
    """Where to post that a way was taken."""
    return reverse("support:tap", args=[_SIGNED.sign([str(kind), market, locale])])


def read(signed: str) -> Tap | None:
    """The tap in an address; None for one that we did not write."""
    return _SIGNED.read(signed)
