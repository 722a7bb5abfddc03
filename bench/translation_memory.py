"""The memory of translations: how long a look takes, and whether it finds what it should.

It holds sentences that are made of two halves of the corpus' own. What is looked for is one of
them with some words in another's place; what is unlike all of them are sentences about another
product, in the same language.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone
from wagtail.models import Locale

from bench.corpus import DEMO, TREE
from bench.costs import load
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from bench.timing import percentile, timed
from kb.models import Family, Kind
from kb.translation.memory.remembering import KnownSegment, count_words, remember
from kb.translation.memory.suggesting import suggest

_SEED = 20_261
_ALL = ("en", "sv", "el", "da", "id")
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]?")
_MARKUP = re.compile(r"[*`#>|]|\]\([^)]*\)|\[|^\s*(?:\d+\.|-)\s+", re.MULTILINE)
_SHORTEST = 5
# In hundredths of a sentence's words; 0 is a single one. And how many must be found.
_CHANGED = {0: 0.95, 10: 0.90, 30: 0.60}
_LIKE = 75


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence of a language, and the one in the memory that it was."""

    locale: str
    text: str
    was: str


def measure(size: Size) -> list[Row]:
    chance = random.Random(_SEED)  # noqa: S311 - the same sentences each time
    locales = size.locales or _ALL
    made = {
        locale: _made(_sentences(TREE / locale), size.sentences // len(locales), chance)
        for locale in locales
    }
    _remember(made)
    rows = []
    times: list[float] = []
    for share, bound in _CHANGED.items():
        asked = list(_changed(made, share, size.looked_for, chance))
        first = [_look(one, times)[:1] == [one.was] for one in asked]
        what = f"{share} % of the words" if share else "one word"
        rows.append(
            at_least(
                f"translation-memory-{share or 'one'}",
                f"sentences with {what} changed of which the right one came first",
                sum(first) / len(first),
                bound,
                looked_for=len(first),
            )
        )
    rows.append(_time(times, size))
    rows.append(_unrelated(locales, size, chance))
    return rows


def _time(times: Sequence[float], size: Size) -> Row:
    return at_most(
        "translation-memory-p95",
        f"a look into a memory of {size.sentences} sentences, p95, ms",
        percentile(times, 95),
        20,
        load=load(),
        p50=round(percentile(times, 50), 2),
        p99=round(percentile(times, 99), 2),
    )


def _unrelated(locales: Sequence[str], size: Size, chance: random.Random) -> Row:
    others = [(one, text) for one in locales for text in _sentences(DEMO / one)]
    some = chance.sample(others, min(size.looked_for, len(others)))
    target = Locale.objects.get(language_code="nb")
    sources = {one.language_code: one for one in Locale.objects.all()}
    wrong = [
        text
        for locale, text in some
        if any(one.percent >= _LIKE for one in suggest(text, sources[locale], target))
    ]
    return at_most(
        "translation-memory-unrelated",
        f"sentences about another product for which one was offered at {_LIKE} % or more",
        len(wrong) / len(some),
        0.02,
        looked_for=len(some),
    )


def _look(one: _Asked, times: list[float]) -> list[str]:
    source = Locale.objects.get(language_code=one.locale)
    target = Locale.objects.get(language_code="nb")
    taken, found = timed(lambda: suggest(one.text, source, target))
    times.append(taken)
    return [suggestion.text for suggestion in found]


def _remember(made: dict[str, list[str]]) -> None:
    locales = {one.language_code: one.pk for one in Locale.objects.all()}
    family = Family.objects.create(slug="memory", kind=Kind.HOWTO, source_locale_id=locales["en"])
    now = timezone.now()
    remember(
        KnownSegment(
            family=family.pk,
            source=locales[locale],
            target=locales["nb"],
            text=text,
            translation=text,
            at=now,
        )
        for locale, texts in made.items()
        for text in texts
    )
    count_words()
    # What a server does by itself a while after so much was written.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _changed(
    made: dict[str, list[str]], share: int, count: int, chance: random.Random
) -> Iterator[_Asked]:
    for number in range(count):
        locale = list(made)[number % len(made)]
        was = chance.choice(made[locale])
        words = was.split()
        for at in chance.sample(range(len(words)), max(round(len(words) * share / 100), 1)):
            words[at] = chance.choice(chance.choice(made[locale]).split())
        yield _Asked(locale, " ".join(words), was)


def _made(sentences: list[str], count: int, chance: random.Random) -> list[str]:
    """So many different sentences, each the first half of one and the second of another."""
    found: dict[str, None] = dict.fromkeys(sentences[:count])
    while len(found) < count:
        one, other = (chance.choice(sentences).split() for _half in range(2))
        found[" ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])] = None
    return list(found)


def _sentences(folder: Path) -> list[str]:
    """The sentences of all texts of a language, without markup, each once."""
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.md")):
        _front, _line, body = path.read_text(encoding="utf-8")[4:].partition("\n---\n")
        for sentence in _SENTENCE.findall(_MARKUP.sub("", body)):
            text = " ".join(sentence.split())
            if len(text.split()) >= _SHORTEST:
                found[text] = None
    return list(found)
