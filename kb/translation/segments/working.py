"""A translation as somebody works at it: whether there is one, and that one works at a time."""

from django.db.models import Exists, OuterRef
from wagtail.models import Locale
from wagtail_localize.models import Translation

from kb.models import Family


def number_of(family: Family, locale: Locale) -> int | None:
    """What an article's translation has in the addresses of wagtail-localize.

    None where the language is not translated segment by segment.
    """
    number: int | None = (
        Translation.objects.filter(
            source__object_id=family.translation_key,
            source__locale=family.source_locale_id,
            target_locale=locale,
            enabled=True,
        )
        .values_list("pk", flat=True)
        .first()
    )
    return number


def is_at_work() -> Exists:
    """Whether there is one of a page, in a query of pages."""
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__locale=OuterRef("family__source_locale"),
            target_locale=OuterRef("locale"),
            enabled=True,
        )
    )


def lock(number: int) -> None:
    """Let nobody else work at this translation until the transaction is over."""
    Translation.objects.select_for_update().get(pk=number)
