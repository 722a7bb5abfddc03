"""Translations that were outdated where they come from."""

from collections.abc import Sequence
from datetime import timedelta

from kb.models import Family, HelpPage

_BEFORE = timedelta(seconds=1)


def mark_outdated(pages: Sequence[HelpPage]) -> None:
    """Have published translations count as older than their sources, in the caller's transaction.

    Translations that were published with or after the source stay current.
    """
    for page in pages:
        source = HelpPage.objects.filter(
            family=page.family_id, locale=page.family.source_locale_id, live=True
        )
        changed_at = source.values_list("last_published_at", flat=True).first()
        if changed_at is not None:
            Family.objects.filter(pk=page.family_id).update(source_changed_at=changed_at)
            before = changed_at - _BEFORE
            HelpPage.objects.filter(pk=page.pk).update(last_published_at=before)
