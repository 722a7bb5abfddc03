"""Counting the versions of texts: each publishing that changes a text begins a new one."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from kb.feedback.models import Version, Vote
from kb.models import Family, HelpPage
from kb.states import Weight
from kb.translation import pieces, source_changes
from kb.translation.weight import proposed


def published(page: HelpPage, revision: int, at: datetime | None = None) -> Version | None:
    """A page was published by this revision: its new version, None where the text is what it was.

    A first version, and one that says something else than before, is a rewritten text.
    """
    checksum = source_changes.checksum(page)
    facts = {"revision": revision, "published_at": at or timezone.now(), "checksum": checksum}
    with transaction.atomic():
        last = latest(page)
        if last is None:
            first = {**facts, "is_rewrite": True}
            return Version.objects.get_or_create(page=page, number=1, defaults=first)[0]
        if last.checksum == checksum:
            return None
        Family.objects.filter(pk=page.family_id).lock()
        last = latest(page) or last
        is_rewrite = _weight(page, last) is not Weight.TRIVIAL
        return Version.objects.create(
            page=page, number=last.number + 1, is_rewrite=is_rewrite, **facts
        )


def latest(page: HelpPage) -> Version | None:
    """The version that readers have of a page, if any was counted."""
    return Version.objects.filter(page=page.pk).order_by("-number").first()


def of(revision: Revision | None) -> Version | None:
    """The version that a revision belongs to; None where nobody knows.

    One that was saved after it says what it says, up to the next one that was published.
    """
    if revision is None:
        return None
    begun = Version.objects.filter(page=int(revision.object_id), revision__lte=revision.pk)
    return begun.order_by("-revision", "-number").first()


def news(page: HelpPage, vote: Vote) -> Version | None:
    """The version that readers have of a page, if it was rewritten since this vote."""
    since = Q(published_at__gt=vote.at)
    if vote.version and vote.version.page_id == page.pk:
        # A page that was kept may be voted on when there is a newer one.
        since |= Q(number__gt=vote.version.number)
    rewritten = Version.objects.filter(since, page=page.pk, is_rewrite=True).exists()
    return latest(page) if rewritten else None


def _weight(page: HelpPage, before: Version) -> Weight:
    """How much it changes: as its editor says, or as proposed; much, if nobody has kept it."""
    if page.change:
        return Weight(page.change)
    revision = Revision.objects.filter(pk=before.revision).first()
    if revision is None:
        return Weight.MAJOR
    return proposed(pieces.of(revision.as_object()), pieces.of(page))
