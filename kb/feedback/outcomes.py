"""Better, or still not: said once of a rewritten text by whoever was told of it.

The signed address in the mail is the proof. It opens a page, and nothing counts until a button
is pressed: programs that look into mails follow every link.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kb.feedback.models import Outcome, Version, Vote
from portal.signed import SignedText

# The numbers of a vote and of a version.
_SIGNED = SignedText("kb.feedback.outcomes", lambda text: [int(one) for one in text.split("-")])


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Whose address it is, and of which version they are asked."""

    vote: Vote
    version: Version


def address(vote: Vote, version: Version, locale: str) -> str:
    """Where a reader says it, as a path in a language."""
    with override(locale):
        return reverse("kb:rewritten", args=[_SIGNED.sign(f"{vote.pk}-{version.pk}")])


def replies(vote: Vote, version: Version, locale: str) -> list[tuple[Promise, str]]:
    """Both words, each with the address at which it is the first of two buttons."""
    path = address(vote, version, locale)
    return [
        (_("It is better:"), f"{path}?said={Outcome.Said.BETTER}"),
        (_("It still does not help:"), f"{path}?said={Outcome.Said.STILL_NOT}"),
    ]


def read(signed: str) -> FollowUp | None:
    """What an address asks; None for any other, and where either is gone."""
    numbers = _SIGNED.read(signed)
    if numbers is None:
        return None
    vote, version = numbers
    found = Vote.objects.select_related("family").filter(pk=vote).first()
    of = Version.objects.filter(pk=version).first()
    return FollowUp(found, of) if found and of else None


def said(asked: FollowUp) -> str:
    """What was said already, "" for nothing yet."""
    words = Outcome.objects.filter(vote=asked.vote, version=asked.version)
    return words.values_list("said", flat=True).first() or ""


def say(asked: FollowUp, word: str, *, at: datetime | None = None) -> None:
    """The first word counts; raises ValueError for one that is none."""
    told = {"said": Outcome.Said(word), "at": at or timezone.now()}
    Outcome.objects.get_or_create(vote=asked.vote, version=asked.version, defaults=told)
