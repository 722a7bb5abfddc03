"""The key of an attempt: drawn with its form, and signed, so that nobody can make one up."""

import uuid
from collections.abc import Iterable
from itertools import islice

from portal.deflection.models import Attempt
from portal.signed import SignedText

_MOST_CARRIED = 5
_SIGNED = {
    # The name it had when the room was the contact form's: forms that are open stay good.
    Attempt.Kind.CONTACT: SignedText("portal.handover.start", uuid.UUID),
    Attempt.Kind.QUESTION: SignedText("portal.deflection.question", uuid.UUID),
}


def draw(kind: Attempt.Kind) -> str:
    """A new attempt's key, signed, for a form."""
    return sign(kind, uuid.uuid4())


def sign(kind: Attempt.Kind, key: uuid.UUID) -> str:
    """A key as a form carries it."""
    return _SIGNED[kind].sign(key.hex)


def read(kind: Attempt.Kind, token: str) -> uuid.UUID | None:
    """The key in a form that was ours; None for anything else."""
    return _SIGNED[kind].read(token)


def carried(tokens: Iterable[str]) -> list[uuid.UUID]:
    """The attempts to reach the support that a tab carries along; what is none of ours is not."""
    found = (read(Attempt.Kind.CONTACT, one) for one in islice(tokens, _MOST_CARRIED))
    return [key for key in found if key]
