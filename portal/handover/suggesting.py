"""What is shown before a request is sent: the same answers the community's asking form shows.

Never in the way: if searching fails, there are no suggestions and the request goes out.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

from community.forum import suggestions
from portal import actors, locales
from search.results import Hit
from search.service import audience_of

logger = logging.getLogger(__name__)

_SIGNER = Signer(salt="portal.handover.suggestion")
_MOST = 4
_QUERY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A hit with the address that counts its opening and leads on to it."""

    hit: Hit
    address: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What such an address says."""

    start_id: UUID
    kind: str
    family: str
    url: str


def suggest(
    request: HttpRequest, *, text: str, start_id: UUID, without: Collection[str] = ()
) -> list[Suggestion]:
    """The few best answers to what is being asked; nothing below the floor, nothing just seen."""
    try:
        hits = suggestions.suggest(
            title=text[:_QUERY_LENGTH],
            body="",
            locale=locales.in_force(),
            audience=audience_of(actors.of(request)),
            without=without,
        )
    except Exception:
        logger.exception("No suggestions for a contact request")
        return []
    return [Suggestion(hit, _address(hit, start_id)) for hit in hits[:_MOST]]


def _address(hit: Hit, start_id: UUID) -> str:
    opening = [start_id.hex, hit.kind, hit.family or hit.id, hit.url]
    return reverse("handover:open", args=[_SIGNER.sign_object(opening)])


def read(signed: str) -> Opening | None:
    """What an address of ours says; None for any other."""
    try:
        start_id, kind, family, url = _SIGNER.unsign_object(signed)
        return Opening(UUID(start_id), kind, family, url)
    except (BadSignature, ValueError):
        return None
