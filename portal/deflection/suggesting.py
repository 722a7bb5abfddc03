"""The one suggester: what may answer an attempt before it is sent or posted.

Articles, FAQ entries and solved threads, in the order of the search page. Where nothing fits,
three that come closest (`Hit.fits` says so). Nothing that was just read. Never in the way: if
searching fails, there are no suggestions.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from portal.actors import Actor
from portal.deflection import keys
from portal.deflection.models import Attempt
from portal.signed import SignedObject
from portal.text.cleaning import clean_text
from search import service
from search.documents import Kind
from search.results import Hit

logger = logging.getLogger(__name__)

KINDS: tuple[Kind, ...] = ("article", "faq", "thread")
CARRIED = "from="
"""What stands before an attempt's key at the end of an address: see carried-attempts.js."""
_MOST = 6
_ENOUGH = 3
_QUERY_LENGTH = 300
_LONGEST_ITEM = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A hit with the address that counts its opening and leads on to it."""

    hit: Hit
    address: str

    @property
    def item(self) -> str:
        """The family's id, or the number of a thread."""
        return self.hit.family or self.hit.id


@dataclass(frozen=True, slots=True)
class Opening:
    """What such an address says."""

    attempt: Attempt.Kind
    key: UUID
    kind: str
    item: str
    url: str


def _opening(content: list[str]) -> Opening:
    key, kind, item, url, *attempt = content
    # Those of before questions were counted, too, do not say what they belong to.
    return Opening(Attempt.Kind(*attempt or ["contact"]), UUID(key), kind, item, url)


# The name it had when the room was the contact form's: addresses in open pages stay good.
_SIGNED = SignedObject("portal.handover.suggestion", _opening)


def suggest(
    actor: Actor,
    kind: Attempt.Kind,
    key: UUID,
    *,
    texts: Sequence[str],
    locale: str,
    without: Collection[str] = (),
    most: int = _MOST,
) -> list[Suggestion]:
    """The best few answers to what is being typed, the most telling text first.

    `without` names hits ("kind:id") that would be no news.
    """
    try:
        hits = _found(actor, texts, locale, without)
    except Exception:
        logger.exception("No suggestions")
        return []
    return [Suggestion(hit, _address(hit, kind, key)) for hit in hits[:most]]


def may_answer(suggestions: Sequence[Suggestion]) -> bool:
    """Whether one of them is called an answer: what only comes close holds nobody up."""
    return any(one.hit.fits for one in suggestions)


def _found(actor: Actor, texts: Sequence[str], locale: str, without: Collection[str]) -> list[Hit]:
    audience = service.audience_of(actor)
    found: dict[str, Hit] = {}
    for text in texts:
        query = " ".join(text.split())[:_QUERY_LENGTH]
        if len(query) < 3 or sum(hit.fits for hit in found.values()) >= _ENOUGH:
            continue
        results = service.search(
            query=query,
            locale=locale,
            audience=audience,
            market=actor.market,
            kinds=KINDS,
            without=[*without, *found],
            page_size=_MOST * 2,
        )
        found |= {hit.reference: hit for hit in results.results}
    answering = [hit for hit in found.values() if hit.kind != "thread" or hit.solved]
    fitting = [hit for hit in answering if hit.fits]
    # Of several texts, each is answered by its closest three where nothing fits.
    best = fitting or answering[:_ENOUGH]
    return sorted(best, key=lambda hit: (hit.is_foreign, hit.is_elsewhere))[:_MOST]


def _address(hit: Hit, kind: Attempt.Kind, key: UUID) -> str:
    opening = [key.hex, hit.kind, hit.family or hit.id, hit.url, str(kind)]
    address = reverse("deflection:open", args=[_SIGNED.sign(opening)])
    # No server sees it: the new tab keeps it, for the form that may be sent from there.
    return (
        f"{address}#{CARRIED}{keys.sign(kind, key)}" if kind == Attempt.Kind.CONTACT else address
    )


def solved_by(reference: str) -> tuple[str, str]:
    """The kind and the item that a form says it was solved by; empty where it names none."""
    kind, _, item = reference.partition(":")
    return (kind, clean_text(item)[:_LONGEST_ITEM]) if kind in KINDS else ("", "")


def read(signed: str) -> Opening | None:
    """What an address of ours says; None for any other."""
    return _SIGNED.read(signed)
