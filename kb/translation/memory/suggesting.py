"""What a sentence became before: the same one, or one like it, and in which article that was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel
from wagtail.models import Locale

from kb.models import titles
from kb.translation.markup import plain
from kb.translation.memory.models import CommonWord, Sentence, SentenceWord, Translated
from kb.translation.memory.remembering import COMMON, digest
from kb.translation.memory.words import numbers, words

EXACT = 100
LEAST = 50
"""What is less like the sentence than so many percent is not offered."""
_CANDIDATES = 100
_COMPARED = 20
# So many rows of words are looked at: those of rare words first.
_ROWS = 4_000
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A translation of the sentence, or of one like it.

    `percent` is 100 for the very same text, markup included, and less for every other. `differing`
    are the numbers that stand in only one of the two sentences. `slug` and `title` are of the
    article it comes from, the title in the language translated into where there is one.
    """

    text: str
    translation: str
    percent: int
    differing: tuple[str, ...]
    slug: str
    title: str
    at: datetime


def suggest(text: str, source: Locale, target: Locale, limit: int = 5) -> list[Suggestion]:
    """The best translations for a segment's text, the most alike first, each of them once."""
    own = words(plain(text))
    if not own:
        return []
    pair = Sentence.objects.filter(source=source, target=target)
    texts = dict(pair.filter(digest=digest(text)).values_list("pk", "text"))
    texts |= _like(numbers(own, source.pk, target.pk))
    alike = _alike(text, own, texts)
    best = sorted(alike, key=lambda pk: -alike[pk])[:limit]
    return _with_translations(text, {pk: (texts[pk], alike[pk]) for pk in best}, target)[:limit]


def _like(wanted: set[int]) -> dict[int, str]:
    """The sentences that share most of these words, looked for by the rare ones."""
    common = dict(CommonWord.objects.filter(word__in=wanted).values_list("word", "sentences"))
    rare: list[int] = []
    rows = 0
    for word in sorted(wanted, key=lambda word: (common.get(word, 0), word)):
        rows += common.get(word, COMMON // 2)
        if rare and rows > _ROWS:
            break
        rare.append(word)
    shared = SentenceWord.objects.filter(word__in=rare).order_by().values("sentence")
    most = shared.annotate(count=Count("word")).order_by("-count", "sentence")
    alike = Sentence.objects.filter(pk__in=most.values("sentence")[:_CANDIDATES])
    return dict(alike.values_list("pk", "text"))


def _alike(text: str, own: Sequence[str], texts: Mapping[int, str]) -> dict[int, int]:
    """By how many percent each of these is alike, of those that are enough."""
    bare = {pk: plain(other) for pk, other in texts.items()}
    ours = plain(text)
    found = {}
    for other, letters, pk in process.extract(ours, bare, scorer=fuzz.ratio, limit=_COMPARED):
        if texts[pk] == text:
            found[pk] = EXACT
            continue
        theirs = words(other)
        shared = Indel.normalized_similarity(own, theirs)
        percent = min(int((letters + 100 * shared) / 2), EXACT - 1)
        if percent >= LEAST:
            found[pk] = percent
    return found


def _with_translations(
    text: str, best: Mapping[int, tuple[str, int]], target: Locale
) -> list[Suggestion]:
    rows = Translated.objects.filter(sentence__in=best).select_related("family").order_by("-at")
    latest: dict[tuple[int, str], Translated] = {}
    for row in rows:
        latest.setdefault((row.sentence_id, row.text), row)
    called = titles({row.family_id for row in latest.values()}, target.language_code)
    found = []
    for row in latest.values():
        other, percent = best[row.sentence_id]
        found.append(
            Suggestion(
                text=other,
                translation=row.text,
                percent=percent,
                differing=differing(plain(text), plain(other)),
                slug=row.family.slug,
                title=called[row.family_id].words,
                at=row.at,
            )
        )
    return sorted(found, key=lambda one: -one.percent)


def differing(one: str, other: str) -> tuple[str, ...]:
    """The numbers that stand in only one of two texts, in order."""
    ours, theirs = _NUMBER.findall(one), _NUMBER.findall(other)
    return tuple(dict.fromkeys(n for n in ours + theirs if (n in ours) != (n in theirs)))
