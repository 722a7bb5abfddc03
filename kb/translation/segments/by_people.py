"""What people have translated, over the whole site: for the memory to learn from."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Max
from wagtail_localize.models import StringTranslation


class HumanTranslation(NamedTuple):
    """A text of an article, by the article's translation key and the numbers of its languages."""

    key: Any
    source: int
    target: int
    text: str
    translation: str
    at: datetime


def newest() -> dict[Any, datetime]:
    """When somebody last translated something of each article, by its translation key."""
    return dict(_rows().values_list("context__object").annotate(at=Max("updated_at")))


def of(keys: Collection[Any]) -> Iterator[HumanTranslation]:
    """All that people have translated of these articles; what machines did is none of it."""
    rows = _rows().filter(context__object__in=list(keys))
    fields = ("context__object", "translation_of__locale", "locale", "translation_of__data")
    return (
        HumanTranslation(*row)
        for row in rows.values_list(*fields, "data", "updated_at").iterator()
    )


def _rows() -> Any:
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    return StringTranslation.objects.filter(translation_type=manual, has_error=False).order_by()
