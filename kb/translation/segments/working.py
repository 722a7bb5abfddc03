"""A translation as somebody works at it: whether there is one, and that one works at a time."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Locale
from wagtail_localize.models import Translation

from kb.models import Family


def of(family: Family, locale: Locale) -> QuerySet[Translation]:
    """The row of an article's translation; none where it is not translated segment by segment."""
    return _where(family.translation_key, family.source_locale_id, locale.pk)


def number_of(family: Family, locale: Locale) -> int | None:
    """What it has in the addresses of wagtail-localize; None where there is none."""
    return of(family, locale).values_list("pk", flat=True).first()


def is_at_work() -> Exists:
    """Whether there is one of a page, in a query of pages."""
    columns = ("translation_key", "family__source_locale", "locale")
    return Exists(_where(*map(OuterRef, columns)))


def _where(key: Any, source: Any, target: Any) -> QuerySet[Translation]:
    found: QuerySet[Translation] = Translation.objects.filter(
        source__object_id=key, source__locale=source, target_locale=target, enabled=True
    )
    return found


def lock(number: int) -> None:
    """Let nobody else work at this translation until the transaction is over."""
    Translation.objects.select_for_update().get(pk=number)
