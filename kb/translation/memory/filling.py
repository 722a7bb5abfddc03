"""Filling the memory from what has been translated already, by whatever way it came."""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db.models import Max

from kb.models import Family
from kb.translation.memory import remembering
from kb.translation.memory.models import Translated
from kb.translation.memory.remembering import KnownSegment
from kb.translation.segments import by_people

_AT_ONCE = 100


def fill() -> int:
    """Remember what articles have that were translated since; returns how many segments."""
    done = 0
    for families in batched(_behind(), _AT_ONCE):
        done += remembering.remember(_known_of(families))
    if done:
        remembering.count_words()
    return done


def _known_of(families: Sequence[Family]) -> Iterator[KnownSegment]:
    numbers = {family.translation_key: family.pk for family in families}
    for one in by_people.of(numbers):
        yield KnownSegment(
            family=numbers[one.key],
            source=one.source,
            target=one.target,
            text=one.text,
            translation=one.translation,
            at=one.at,
        )


def _behind() -> list[Family]:
    """The articles with a translation that is newer than what is remembered of them."""
    newest = by_people.newest()
    known = dict(Translated.objects.order_by().values_list("family").annotate(at=Max("at")))
    families = Family.objects.filter(translation_key__in=list(newest)).order_by("pk")
    return [
        family
        for family in families
        if family.pk not in known or known[family.pk] < newest[family.translation_key]
    ]
