"""The segments of an article as a translator needs them: with what they were, and what became."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from kb.models import Family
from kb.translation.segments.writing import Key, Origin, origin_of

# How alike a sentence and what it was before are, in hundredths. One that stands in the same place
# may be half of another; one from elsewhere on the page must be nearly the same.
_ALIKE_IN_PLACE = 50
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of the source in one language.

    Texts may hold inline markup. `translation` is "" where there is none; then `old_source` and
    `old_translation` say what the sentence was before it was changed and how that was translated,
    "" where nothing like it was. `origin` is None where there is no translation, and `old_origin`
    where there was none.
    """

    path: str
    order: int
    source: str
    translation: str = ""
    old_source: str = ""
    old_translation: str = ""
    origin: Origin | None = None
    old_origin: Origin | None = None
    needs_review: bool = False
    has_fault: bool = False

    @property
    def key(self) -> Key:
        """What `segments.write` knows it by."""
        return (self.path, self.source)

    @property
    def is_to_do(self) -> bool:
        """Whether somebody has to translate or review it."""
        return not self.translation or self.needs_review or self.has_fault


@dataclass(frozen=True, slots=True)
class _Made:
    """A translation that is stored."""

    path: str
    source: str
    text: str
    how: str
    tool: str
    has_error: bool


def of(family: Family, locale: Locale) -> list[Segment]:
    """The segments of a family's source and their translations, in the order of the page.

    Empty for an article that was never submitted for translation. Two queries.
    """
    rows = list(_segments(family))
    made = {(one.path, one.source): one for one in _made(family, locale)}
    current = {(path, source) for path, source, _order in rows}
    left = [one for key, one in made.items() if key not in current and not one.has_error]
    alone = {
        path for path, times in Counter(path for path, _source in current).items() if times == 1
    }
    before = _before([key for key in current if key not in made], left, alone)
    return [
        _segment(path, source, order, made.get((path, source)), before.get((path, source)))
        for path, source, order in rows
    ]


def _segments(family: Family) -> Iterable[tuple[str, str, int]]:
    rows: Iterable[tuple[str, str, int]] = (
        StringSegment.objects.filter(
            source__object_id=family.translation_key, source__locale=family.source_locale_id
        )
        .order_by("order")
        .values_list("context__path", "string__data", "order")
    )
    return rows


def _made(family: Family, locale: Locale) -> Iterable[_Made]:
    """What was translated of this article, the latest last."""
    rows = StringTranslation.objects.filter(
        context__object_id=family.translation_key, locale=locale
    ).order_by("updated_at", "pk")
    names = ("context__path", "translation_of__data", "data", "translation_type", "tool_name")
    return (_Made(*row) for row in rows.values_list(*names, "has_error"))


def _segment(
    path: str, source: str, order: int, made: _Made | None, before: _Made | None
) -> Segment:
    if made is None:
        if before is None:
            return Segment(path, order, source)
        return Segment(
            path,
            order,
            source,
            old_source=before.source,
            old_translation=before.text,
            old_origin=origin_of(before.how, before.tool),
        )
    origin = origin_of(made.how, made.tool)
    return Segment(
        path,
        order,
        source,
        translation=made.text,
        origin=origin,
        needs_review=origin is Origin.MACHINE,
        has_fault=made.has_error,
    )


def _before(keys: Sequence[Key], left: Sequence[_Made], alone: set[str]) -> dict[Key, _Made]:
    """What each of these was before it was changed; the likest pairs find each other first.

    What stands `alone` in its place, as a title does, was what stood there before.
    """
    likeness = [
        (fuzz.ratio(key[1], one.source), one.path == key[0], -number, key, one)
        for key in keys
        for number, one in enumerate(reversed(left))
    ]
    alike = [row for row in likeness if _is_alike(*row[:2], is_alone=row[3][0] in alone)]
    pairs = sorted(alike, key=lambda row: row[:3])
    found: dict[Key, _Made] = {}
    taken: set[Key] = set()
    for _ratio, _in_place, _age, key, one in reversed(pairs):
        if key not in found and (one.path, one.source) not in taken:
            found[key] = one
            taken.add((one.path, one.source))
    return found


def _is_alike(ratio: float, is_in_place: bool, *, is_alone: bool) -> bool:
    if is_in_place:
        return is_alone or ratio >= _ALIKE_IN_PLACE
    return ratio >= _ALIKE
