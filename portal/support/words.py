"""What is said of the support and of markets where there is no room for marks: in the search box,
in a list to choose from.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from portal import cldr
from portal.support.offers import Offer


def state(offer: Offer) -> str:
    """Whether somebody is there; "" where that is not known."""
    time = cldr.moment(offer.until) if offer.until else ""
    if offer.is_open:
        return _("Open now, until %(time)s") % {"time": time} if time else _("Open now")
    return _("Closed now, opens %(time)s") % {"time": time} if time else ""


def promise(by: datetime | None) -> str:
    """By when an answer comes; "" where nothing is promised."""
    return _("We usually answer by %(time)s.") % {"time": cldr.moment(by)} if by else ""


def only_for(told: Iterable[str]) -> str:
    """Whose a text is; "" where no market is to be told."""
    places = cldr.countries(told)
    return _("Only for: %(names)s") % {"names": places} if places else ""
