"""Links by which somebody without an account reads a draft, for a week.

Whoever has one reads the page's latest draft, restricted or not; nobody can make one up.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import override

from kb.models import HelpPage
from portal import locales
from portal.addresses import absolute
from portal.signed import SignedText

LASTS = timedelta(days=7)
_SIGNED = SignedText("kb.draft", int, lasts=LASTS)


def address(page: HelpPage) -> str:
    """A new link to the page's draft, with the site's own address before it."""
    with override(locales.nearest(page.locale.language_code)):
        path = reverse("kb:draft", args=[_SIGNED.sign(str(page.pk))])
    return absolute(path)


def draft_at(signed: str) -> HelpPage | None:
    """The draft of a link as it is now; None for one that is too old, or was never ours."""
    number = _SIGNED.read(signed)
    if number is None:
        return None
    page = HelpPage.objects.filter(pk=number, alias_of=None).first()
    if page is None:
        return None
    draft: HelpPage = page.specific.get_latest_revision_as_object()
    return draft
