"""Sample votes: one for each vote step of the sample traffic, so that both tell the same."""

import random

from kb.feedback.models import REASONS, Reason, Version, Vote
from kb.models import Family, HelpPage
from portal.demo import library
from portal.demo.story import SEED, STORY
from portal.journal.models import Step, StepKind

_COMMENTED = 0.4
# Of a text that does not help, most say so.
_REASONS_OF_BAD = (Reason.DID_NOT_WORK, Reason.DID_NOT_WORK, Reason.UNCLEAR, Reason.WRONG)


def seed() -> None:
    """Write the votes, unless there are some already."""
    if Vote.objects.exists():
        return
    draw = random.Random(SEED)  # noqa: S311 - a fixed sample, not a secret
    families = {family.slug: family for family in Family.objects.all()}
    revisions = {
        (page.family_id, page.locale.language_code): page.live_revision_id
        for page in HelpPage.objects.live().select_related("locale")
    }
    versions = {version.revision: version for version in Version.objects.all()}
    comments = library.said()["comments"]
    steps = Step.objects.filter(kind=StepKind.VOTE, family__in=families).select_related("visit")
    votes = []
    for step in steps.order_by("at", "pk"):
        family, text_locale = families[step.family], step.text_locale or step.reader_locale
        reason = _reason(draw, step)
        revision = revisions.get((family.pk, text_locale))
        is_said = reason and not step.helpful and draw.random() < _COMMENTED
        votes.append(
            Vote(
                family=family,
                voter=f"token:{draw.getrandbits(256):064x}",
                helpful=bool(step.helpful),
                reason=reason,
                comment=comments[step.reader_locale][reason] if is_said else "",
                revision_id=revision,
                version=versions.get(revision) if revision else None,
                reader_locale=step.reader_locale,
                text_locale=text_locale,
                at=step.at,
                network=step.visit.network if step.visit else "",
            )
        )
    Vote.objects.bulk_create(votes, batch_size=500)


def _reason(draw: random.Random, step: Step) -> str:
    if (step.family, step.reader_locale) in STORY.bad and not step.helpful:
        return draw.choice(_REASONS_OF_BAD)
    return draw.choice(("", *REASONS[bool(step.helpful)]))
