"""What people decide about a gap. What is typed for it later belongs to it as well."""

from datetime import date

from django.db import transaction

from portal.gaps.models import Gap, State


def dismiss(gap: Gap, reason: str) -> bool:
    """Have it be no gap, and say why; returns whether there still was one to dismiss."""
    gaps = Gap.objects.filter(pk=gap.pk)
    return gaps.update(state=State.DISMISSED, reason=reason) > 0


def finish(gap: Gap, today: date) -> None:
    """Take its readers for answered from this day on, until a night finds that they are not."""
    with transaction.atomic():
        if Gap.objects.filter(pk=gap.pk, state=State.OPEN).update(state=State.DONE):
            gap.languages.filter(served_on=None).update(served_on=today)


def reopen(gap: Gap) -> None:
    """Take up again what was dismissed."""
    Gap.objects.filter(pk=gap.pk, state=State.DISMISSED).update(state=State.OPEN, reason="")
