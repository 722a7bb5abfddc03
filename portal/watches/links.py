"""The signed address of one wish: where it is confirmed, and where it ends.

Whoever has it may use it. It opens a page, and nothing changes until a button is pressed:
programs that look into mails follow every link.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from portal.watches.models import Watch

_SIGNER = Signer(salt="watches.own")


def own(watch: Watch) -> str:
    """The path of a wish's own page, in the language in force."""
    return reverse("watches:own", args=[_SIGNER.sign(str(watch.pk))])


def read(signed: str) -> Watch | None:
    """Whose address it is; None for any other, and where the wish is forgotten."""
    try:
        number = int(_SIGNER.unsign(signed))
    except BadSignature:
        return None
    return Watch.objects.select_related("member").filter(pk=number).first()
