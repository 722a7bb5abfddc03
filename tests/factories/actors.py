"""Who acts, as domain verbs and queries are told."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.actors import Actor


def acting(user: User | AnonymousUser | None = None, **changes: Any) -> Actor:
    """Somebody who has shown all that was asked for; without an account a stranger."""
    return Actor(**({"user": user or AnonymousUser(), "second_factor": True} | changes))
