"""How current each language is, worked out from pages and segments: what the words mean.

docs/translating.md says the same in plain words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, WorkflowState

from kb.models import Family, HelpPage, Review
from kb.states import SETTLED, Currency
from kb.translation import words
from kb.translation.segments.progress import Left, left


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one language of one family."""

    currency: Currency
    words_to_do: int
    pictures_to_do: int = 0


@dataclass(frozen=True, slots=True)
class _TextFacts:
    """What decides about a text that exists."""

    live: bool
    by_hand: bool
    published_at: datetime | None
    waits_for_review: bool


def computed(families: Sequence[Family]) -> dict[tuple[int, int], Said]:
    """What holds of each language of these families, by the numbers of both.

    Nine queries at most, however many families.
    """
    locales = list(Locale.objects.values_list("pk", flat=True))
    texts = dict(_texts(families))
    lefts = left({family.translation_key: family.source_locale_id for family in families})
    found = {}
    for family in families:
        for locale in locales:
            text = texts.get((family.pk, locale))
            # What is written by hand is translated as a whole.
            by_hand = family.by_hand or (text is not None and text.by_hand)
            rest = None if by_hand else lefts.get((family.translation_key, locale))
            word = (
                Currency.SOURCE
                if locale == family.source_locale_id
                else _word(family, text, rest, by_hand=by_hand)
            )
            found[family.pk, locale] = (word, rest)
    whole = _words_of_sources(
        {pk for (pk, _locale), (word, rest) in found.items() if _is_whole(word, rest)}
    )
    return {
        place: Said(
            word, _words_to_do(word, rest, whole.get(place[0], 0)), _pictures_to_do(word, rest)
        )
        for place, (word, rest) in found.items()
    }


def _texts(families: Sequence[Family]) -> Iterator[tuple[tuple[int, int], _TextFacts]]:
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    pages = HelpPage.objects.filter(family__in=families, alias_of=None).order_by()
    asked = Review.objects.waiting().filter(page=OuterRef("pk"))
    fields = ("family_id", "locale_id", "live", "by_hand", "last_published_at")
    rows = pages.values_list(*fields, Q(Exists(waiting)) | Q(Exists(asked)))
    for family, locale, *facts in rows:
        yield (family, locale), _TextFacts(*facts)


def _word(
    family: Family, text: _TextFacts | None, rest: Left | None, *, by_hand: bool
) -> Currency:
    if text is None:
        return Currency.MISSING
    to_translate = rest is not None and rest.untranslated > 0
    pictures_missing = rest is not None and rest.pictures > 0
    to_review = text.waits_for_review or (rest is not None and rest.unreviewed > 0)
    if not text.live:
        finished = text.waits_for_review or not to_translate
        return Currency.NEEDS_REVIEW if to_review and finished else Currency.IN_WORK
    rules = (
        (_is_before(text.published_at, family.source_changed_at), Currency.OUTDATED),
        (_is_before(text.published_at, family.source_amended_at), Currency.UPDATE_NEEDED),
        (to_translate or pictures_missing, Currency.UPDATE_NEEDED),
        (to_review, Currency.NEEDS_REVIEW),
        (by_hand, Currency.BY_HAND),
    )
    return next((word for holds, word in rules if holds), Currency.CURRENT)


def _is_before(published_at: datetime | None, change: datetime | None) -> bool:
    return change is not None and (published_at is None or published_at < change)


def _is_whole(word: Currency, rest: Left | None) -> bool:
    """Whether the whole text is to do, as far as anybody knows."""
    return word not in SETTLED and (rest is None or word == Currency.MISSING)


def _words_to_do(word: Currency, rest: Left | None, whole: int) -> int:
    if word in SETTLED:
        return 0
    return whole if rest is None or word == Currency.MISSING else rest.words


def _pictures_to_do(word: Currency, rest: Left | None) -> int:
    """Where there is no text yet, nothing shows them."""
    return 0 if rest is None or word == Currency.MISSING else rest.pictures


def _words_of_sources(families: set[int]) -> Mapping[int, int]:
    if not families:
        return {}
    sources = HelpPage.objects.sources().filter(family__in=families).order_by()
    rows: Any = sources.values_list("family_id", "title", "summary", "keywords", "body")
    return {family: words.of_page(*text) for family, *text in rows}
