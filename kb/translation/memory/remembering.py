"""Writing the memory: what was translated is remembered, what goes with its article forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import batched

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from kb.models.families import Family
from kb.translation.markup import plain
from kb.translation.memory.models import CommonWord, Sentence, SentenceWord, Translated
from kb.translation.memory.words import numbers, words
from kb.translation.segments.rows import get_or_create_all

_AT_ONCE = 400
_STATEMENT = 1_000
COMMON = 100
"""A word of more sentences than this is a common one."""

type _Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSegment:
    """A segment and its translation, with their markup, in an article.

    `family`, `source` and `target` are primary keys: of the article and of its two languages.
    """

    family: int
    source: int
    target: int
    text: str
    translation: str
    at: datetime


def remember(known: Iterable[KnownSegment]) -> int:
    """Remember these, or again what they have become; returns how many there were.

    Texts without a word are left out: what is no language needs no memory.
    """
    done = 0
    for some in batched(known, _AT_ONCE):
        with transaction.atomic():
            _remember(some)
        done += len(some)
    return done


def digest(text: str) -> str:
    """What a text is found again by."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _remember(some: Sequence[KnownSegment]) -> None:
    split = {_key(one): words(plain(one.text)) for one in some}
    kept = [one for one in some if split[_key(one)] and one.translation]
    rows = {
        _key(one): Sentence(
            source_id=one.source, target_id=one.target, digest=digest(one.text), text=one.text
        )
        for one in kept
    }
    found = get_or_create_all(
        Sentence, rows, key=lambda row: (row.source_id, row.target_id, row.digest), by="digest"
    )
    _write_words(found, split)
    latest = {(found[_key(one)], one.family): one for one in sorted(kept, key=lambda one: one.at)}
    Translated.objects.bulk_create(
        [
            Translated(sentence_id=sentence, family_id=family, text=one.translation, at=one.at)
            for (sentence, family), one in latest.items()
        ],
        update_conflicts=True,
        unique_fields=["sentence", "family"],
        update_fields=["text", "at"],
    )


def _write_words(found: dict[_Key, int], split: dict[_Key, list[str]]) -> None:
    """Of those that have none yet: a sentence never changes."""
    bare = Sentence.objects.filter(pk__in=list(found.values()), words=None)
    new = set(bare.values_list("pk", flat=True))
    SentenceWord.objects.bulk_create(
        [
            SentenceWord(word=number, sentence_id=pk)
            for key, pk in found.items()
            if pk in new
            for number in sorted(numbers(split[key], *key[:2]))
        ],
        ignore_conflicts=True,
        batch_size=_STATEMENT,
    )


def _key(one: KnownSegment) -> _Key:
    return one.source, one.target, digest(one.text)


def forget(family: Family) -> None:
    """Forget the sentences that stand in this article alone."""
    own = Translated.objects.filter(sentence=OuterRef("pk"))
    Sentence.objects.filter(
        Exists(own.filter(family=family)), ~Exists(own.exclude(family=family))
    ).delete()


@transaction.atomic
def count_words() -> int:
    """Find out anew which words are common, so that sentences are looked for by the others."""
    rows = SentenceWord.objects.order_by().values("word").annotate(sentences=Count("sentence"))
    common = list(rows.filter(sentences__gt=COMMON).values_list("word", "sentences"))
    CommonWord.objects.all().delete()
    CommonWord.objects.bulk_create(
        [CommonWord(word=word, sentences=sentences) for word, sentences in common],
        batch_size=_STATEMENT,
    )
    return len(common)
