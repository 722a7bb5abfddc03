"""Sample votes: one for each vote step of the sample traffic, so that both tell the same."""

import random

from kb.feedback.models import REASONS, Vote
from kb.models import Family, HelpPage
from portal.demo.traffic import SEED
from portal.journal.models import Step, StepKind

# The share of yes among the votes: good articles, ordinary ones, and those that need work.
_ORDINARY = 0.78
_HELPFUL = {
    "valve-blocked-e-2210": 0.46,
    "cancel-plus": 0.55,
    "connect-hub-to-wifi": 0.9,
    "change-valve-batteries": 0.93,
}
_ON_FALLBACK = 0.5  # a text in another language helps less often


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
    votes = []
    steps = list(Step.objects.filter(kind=StepKind.VOTE).order_by("at", "pk"))
    for step in steps:
        family = families[step.family]
        yes = _ON_FALLBACK if step.is_fallback else _HELPFUL.get(step.family, _ORDINARY)
        is_helpful = draw.random() < yes
        step.helpful = is_helpful
        text_locale = step.text_locale or step.reader_locale
        votes.append(
            Vote(
                family=family,
                voter=f"token:{draw.getrandbits(256):064x}",
                helpful=is_helpful,
                reason=draw.choice(("", *REASONS[is_helpful])),
                revision_id=revisions.get((family.pk, text_locale)),
                reader_locale=step.reader_locale,
                text_locale=text_locale,
                at=step.at,
            )
        )
    Vote.objects.bulk_create(votes, batch_size=500)
    Step.objects.bulk_update(steps, ["helpful"], batch_size=500)
