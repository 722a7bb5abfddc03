"""Who was asked about a gap that is no more is known to the gap that took up its searches."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from portal.gaps.failing import Failing, Key
from portal.gaps.models import Ask, Gap, Wording

type Gaps = Sequence[tuple[Gap, Sequence[Failing]]]
"""Each gap, new or as it was, with its wordings."""


def pass_on(gaps: Gaps) -> None:
    """Give what was asked to the gap to which most of the visits went.

    Called before the old wordings are written over. Of two requests for the same help the later
    one stays: bounds on how often somebody is asked look at that.
    """
    lost = Ask.objects.exclude(gap__in=[row.pk for row, _some in gaps]).order_by("at", "pk")
    heirs = _heirs(gaps, set(lost.values_list("gap", flat=True)))
    for ask in lost.filter(gap__in=heirs):
        same = Ask.objects.filter(
            gap=heirs[ask.gap_id], person=ask.person_id, locale=ask.locale, of=ask.of
        )
        if not same.filter(at__gt=ask.at).exists():
            same.delete()
            ask.gap = heirs[ask.gap_id]
            ask.save(update_fields=["gap"])


def _heirs(gaps: Gaps, lost: Collection[int]) -> Mapping[int, Gap]:
    """By the number of each gap that goes: the one that has most of its visits now."""
    went_to = {one.key: (place, one) for place, (_row, some) in enumerate(gaps) for one in some}
    visits: dict[int, Counter[int]] = defaultdict(Counter)
    for gap, *key in Wording.objects.filter(gap__in=lost).values_list("gap", "locale", "normal"):
        if found := went_to.get(Key(*key)):
            place, one = found
            visits[gap][place] += len(one.visits)
    return {gap: gaps[places.most_common(1)[0][0]][0] for gap, places in visits.items()}
