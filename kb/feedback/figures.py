"""The helpful rate: yes ÷ (yes + no), per family over its revisions, with its 95 % interval."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kb.feedback.interval import wilson
from kb.feedback.models import Vote
from kb.models import Family


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """Votes and what can be said from them; the bounds are Wilson's."""

    yes: int = 0
    no: int = 0

    @property
    def n(self) -> int:
        return self.yes + self.no

    @property
    def rate(self) -> float | None:
        return self.yes / self.n if self.n else None

    @property
    def lower(self) -> float | None:
        """The lower bound: what families are ranked by. None without votes."""
        return wilson(self.yes, self.n)[0] if self.n else None

    @property
    def upper(self) -> float | None:
        return wilson(self.yes, self.n)[1] if self.n else None


def helpfulness(family: Family, votes: QuerySet[Vote] | None = None) -> Helpfulness:
    """One family's votes; `votes` narrows them (a period, a language)."""
    return helpfulness_of([family.pk], votes)[family.pk]


def helpfulness_of(
    families: Iterable[int], votes: QuerySet[Vote] | None = None
) -> dict[int, Helpfulness]:
    """The votes of families, by their number; one query."""
    wanted = list(families)
    chosen = Vote.objects.counted() if votes is None else votes
    rows = (
        chosen.filter(family__in=wanted)
        .order_by()
        .values_list("family_id")
        .annotate(yes=Count("pk", filter=Q(helpful=True)), no=Count("pk", filter=Q(helpful=False)))
    )
    found = {family: Helpfulness(yes, no) for family, yes, no in rows}
    return {family: found.get(family, Helpfulness()) for family in wanted}
