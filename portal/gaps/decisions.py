"""What people decide about a gap. What is typed for it later belongs to it as well."""

from portal.gaps.models import Gap, State


def dismiss(gap: Gap, reason: str) -> None:
    """Have it be no gap, and say why."""
    Gap.objects.filter(pk=gap.pk).update(state=State.DISMISSED, reason=reason)


def reopen(gap: Gap) -> None:
    """Take up again what was dismissed."""
    Gap.objects.filter(pk=gap.pk, state=State.DISMISSED).update(state=State.OPEN, reason="")
