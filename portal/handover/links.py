"""Signed addresses: the customer's page of a request, and what the support does about one.

Whoever has such an address may use it; nobody can make one up. Each opens a page, and nothing
changes until its button is pressed: programs that look into mails follow every link. All begin
alike, so that no web server's log keeps one.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import override

from portal import locales
from portal.addresses import absolute
from portal.handover.models import ContactRequest
from portal.signed import SignedText

DESK_LASTS = timedelta(days=90)
"""How long the support's links are good; the customer's are as long as the request is kept."""

# The name it had when the page was a receipt: addresses in mails stay good.
_PAGE = SignedText("portal.handover.receipt", str)
_DESK = SignedText("portal.handover.desk", str, lasts=DESK_LASTS)


class TooOldError(Exception):
    """The link was ours, and is no longer good."""


def page(request: ContactRequest, view: str = "sent", *more: int) -> str:
    """The customer's page of a request, or what is done on it, in the request's language."""
    return _address(request.locale, view, _PAGE.sign(request.reference), *more)


def page_in_mail(request: ContactRequest, view: str = "sent", *more: int) -> str:
    """The same with the site's own address before it."""
    return absolute(page(request, view, *more))


def draft(request: ContactRequest, view: str) -> str:
    """The name of what is typed on one of its pages: the address without the key to it."""
    return f"contact/sent/{request.reference}/{view}/"


def by_page(signed: str) -> ContactRequest | None:
    """The request of a customer's address; None for any other."""
    return _found(_PAGE.read(signed))


def desk(request: ContactRequest, view: str, *more: int) -> str:
    """A page of the support's about a request, or a file, in the site's first language."""
    address = _address(locales.DEFAULT, view, _DESK.sign(request.reference), *more)
    return absolute(address)


def by_desk(signed: str) -> ContactRequest | None:
    """The request of a support's address; None for any other. Raises TooOldError."""
    if _DESK.is_over(signed):
        raise TooOldError
    return _found(_DESK.read(signed))


def _address(locale: str, view: str, signed: str, *more: int) -> str:
    with override(locales.nearest(locale)):
        return reverse(f"handover:{view}", args=[signed, *more])


def _found(reference: str | None) -> ContactRequest | None:
    return ContactRequest.objects.filter(reference=reference).first() if reference else None
