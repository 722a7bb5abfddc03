"""What we are told, once each."""

from django.utils import timezone

from portal.webhooks.models import Taken


def is_new(name: str) -> bool:
    """Whether a message of this name was not taken before; it is from now on.

    Call it in the transaction of what follows, so that what fails can be told again.
    """
    _taken, is_new = Taken.objects.get_or_create(webhook_id=name, defaults={"at": timezone.now()})
    return is_new
