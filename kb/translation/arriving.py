"""Translations that were outdated where they come from."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Min

from kb.models import Family, HelpPage

_BEFORE = timedelta(seconds=1)


def mark_outdated(pages: Sequence[HelpPage]) -> None:
    """Have published translations count as older than a change of their sources.

    What else readers have of these articles stays as current as it is. In the caller's
    transaction, who then has `kb.translation.currency.keep` say so.
    """
    numbers: dict[int, list[int]] = defaultdict(list)
    for page in pages:
        numbers[page.family_id].append(page.pk)
    for family in Family.objects.filter(pk__in=numbers):
        _mark(family, numbers[family.pk])


def _mark(family: Family, numbers: Sequence[int]) -> None:
    at = family.source_changed_at
    if at is None:
        # Nothing has changed here yet: it is told as if it had before all that is current.
        others = family.pages.filter(live=True, alias_of=None).exclude(pk__in=numbers)
        if not others.filter(locale=family.source_locale_id).exists():
            return
        at = others.aggregate(first=Min("last_published_at"))["first"]
        if at is None:
            return
        Family.objects.filter(pk=family.pk).update(source_changed_at=at)
    HelpPage.objects.filter(pk__in=numbers).update(last_published_at=at - _BEFORE)
