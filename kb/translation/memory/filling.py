"""Filling the memory from what has been translated already, by whatever way it came."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from wagtail_localize.models import StringTranslation

from kb.models import Family
from kb.translation.memory import remembering
from kb.translation.memory.models import Translated
from kb.translation.memory.remembering import Known

_AT_ONCE = 100


def fill() -> int:
    """Remember what articles have that were translated since; returns how many segments."""
    done = 0
    families = list(_behind())
    for start in range(0, len(families), _AT_ONCE):
        done += remembering.remember(known_of(families[start : start + _AT_ONCE]))
    if done:
        remembering.count_words()
    return done


def known_of(families: list[Family]) -> Iterator[Known]:
    """What people translated in these articles; what machines did is theirs to read first."""
    by_key = {family.translation_key: family.pk for family in families}
    rows = _translated().filter(context__object__in=list(by_key))
    for key, source, target, text, translation, at in rows.values_list(
        *("context__object", "translation_of__locale", "locale"),
        *("translation_of__data", "data", "updated_at"),
    ).iterator():
        yield Known(
            family=by_key[key],
            source=source,
            target=target,
            text=text,
            translation=translation,
            at=at,
        )


def _translated() -> Any:
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    return StringTranslation.objects.filter(translation_type=manual, has_error=False).order_by()


def _behind() -> Iterator[Family]:
    """The articles with a translation that is newer than what is remembered of them."""
    newest = dict(_translated().values_list("context__object").annotate(at=Max("updated_at")))
    known = dict(Translated.objects.order_by().values_list("family").annotate(at=Max("at")))
    for family in Family.objects.filter(translation_key__in=list(newest)).order_by("pk"):
        at = known.get(family.pk)
        if at is None or at < newest[family.translation_key]:
            yield family
