"""Telling that somebody took another way to get in touch, without bending where it leads.

A link leads straight to the number or the page. Beside it stands an address, signed so that
nobody can make one up, to which the browser posts when the link is followed. It is the same in
each copy of a page, since pages are shared.
"""

from typing import NamedTuple

from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="portal.support.tap")


class Tap(NamedTuple):
    """Which kind of way was taken, in which market ("" for all), by a reader of which language."""

    kind: str
    market: str
    locale: str


def address(kind: str, market: str, locale: str) -> str:
    """Where to post that a way was taken."""
    return reverse("support:tap", args=[_SIGNER.sign_object([str(kind), market, locale])])


def read(signed: str) -> Tap:
    """The tap in an address; raises BadSignature if we did not write it."""
    return Tap(*_SIGNER.unsign_object(signed))
