"""The signed address of one wish: where it is confirmed, and where it ends.

Whoever has it may use it. It opens a page, and nothing changes until a button is pressed:
programs that look into mails follow every link.
"""

from django.urls import reverse

from portal.signed import SignedText
from portal.watches.models import Watch

_SIGNED = SignedText("watches.own", int)


def own(watch: Watch) -> str:
    """The path of a wish's own page, in the language in force."""
    return reverse("watches:own", args=[_SIGNED.sign(str(watch.pk))])


def read(signed: str) -> Watch | None:
    """Whose address it is; None for any other, and where the wish is forgotten."""
    number = _SIGNED.read(signed)
    if number is None:
        return None
    return Watch.objects.select_related("member").filter(pk=number).first()
