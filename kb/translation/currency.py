"""The word for how current each language of an article is: read here, and written here alone.

Whatever changes what `kb.translation.computing` looks at calls `keep` in its own transaction;
`kb.signals` and `kb.translation.keeping` see to that.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from kb.models import Family
from kb.states import Currency, TranslationState
from kb.translation.computing import Said, computed

__all__ = ["Currency", "by_language", "keep", "of", "rebuild"]

_AT_ONCE = 200


def of(family: Family) -> dict[str, Currency]:
    """How current each language of the site is, by its code."""
    return by_language([family])[family.pk]


def by_language(families: Iterable[Family]) -> dict[int, dict[str, Currency]]:
    """The same for many families, by their numbers; two queries."""
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    found: dict[int, dict[str, Currency]] = {
        family.pk: dict.fromkeys(codes.values(), Currency.MISSING) for family in families
    }
    rows = TranslationState.objects.filter(family__in=found)
    for family, locale, word in rows.values_list("family_id", "locale_id", "currency"):
        found[family][codes[locale]] = Currency(word)
    return found


def keep(families: Iterable[int], *, at: datetime | None = None) -> int:
    """Bring what is stored of these families, by number, in line; returns how many rows changed.

    To be called in the transaction of whatever has changed.
    """
    at = at or timezone.now()
    return sum(_keep(some, at) for some in batched(sorted(set(families)), _AT_ONCE))


def rebuild() -> int:
    """The same for all families, some at a time; returns how many rows changed."""
    numbers = list(Family.objects.order_by("pk").values_list("pk", flat=True))
    return keep(numbers)


def _keep(numbers: tuple[int, ...], at: datetime) -> int:
    with transaction.atomic(savepoint=False):
        families = Family.objects.filter(pk__in=numbers).lock()
        rows = list(_changed(computed(families), families, at))
        if rows:
            TranslationState.objects.bulk_create(
                rows,
                batch_size=_AT_ONCE,
                update_conflicts=True,
                unique_fields=["family", "locale"],
                update_fields=["currency", "since", "words_to_do", "pictures_to_do"],
            )
    return len(rows)


def _changed(
    found: dict[tuple[int, int], Said], families: list[Family], at: datetime
) -> Iterator[TranslationState]:
    """The rows that differ from what is stored. `since` moves with the word alone."""
    if not families:
        return
    stored: dict[Any, TranslationState] = {
        (row.family_id, row.locale_id): row
        for row in TranslationState.objects.filter(family__in=families)
    }
    for (family, locale), said in found.items():
        row = stored.get((family, locale))
        if row and Said(Currency(row.currency), row.words_to_do, row.pictures_to_do) == said:
            continue
        since = row.since if row and row.currency == said.currency else at
        yield TranslationState(
            family_id=family,
            locale_id=locale,
            currency=said.currency,
            since=since,
            words_to_do=said.words_to_do,
            pictures_to_do=said.pictures_to_do,
        )
