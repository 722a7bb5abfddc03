"""Whether a query asks for a person rather than for a text: "ringe dere", "nomor telepon".

How people ask is data, `asking_for_a_person.yaml` beside this. A query asks for a person if it
has a word of each slot of some row; where the row says so, nothing may stand beside them but what
goes with such a wish. So "phone number" does and "change phone number" does not. Several words of
such rows do, too, in whatever order: "which number do I call".

Whoever asks for a person and says nothing else looks for no text: then only what has the words
where they stand out is found. "My hub is dead, I want to talk to a human" says something else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from portal import locales
from portal.languages import SOURCE
from search.analysis.analyser import Forms, analyser
from search.queries import clean

_DATA = Path(__file__).with_suffix(".yaml")
_SHORTEST_BEGUN = 3
_SEVERAL = 2
# What is longer is a story, in which any word may stand.
_LONGEST = 25

type Slot = frozenset[str]
"""Words of which one is enough, as they are written and as their stems."""
type Row = tuple[Slot, ...]


@dataclass(frozen=True)
class _Asking:
    """How one language asks."""

    surely: tuple[Row, ...]
    only: tuple[Row, ...]
    # As they are written: a stem would let in too much.
    beside: frozenset[str]

    @cached_property
    def words(self) -> Slot:
        """The words of the rows that little may stand beside."""
        return frozenset().union(*chain.from_iterable(self.only))

    @cached_property
    def all_words(self) -> Slot:
        """The words of all rows."""
        return self.words.union(*chain.from_iterable(self.surely))

    def is_in(self, words: Sequence[Forms]) -> bool:
        """Whether the words of a query ask for a person."""
        if any(_has(row, words) for row in self.surely):
            return True
        said = [one for one in words if one.word not in self.beside]
        if not all(_is_one_of(one, self.words) for one in said):
            return False
        return len(said) >= _SEVERAL or any(_has(row, words) for row in self.only)

    def is_all_of(self, words: Sequence[Forms]) -> bool:
        """Whether the words of a query ask for a person and say nothing else."""
        said = (one for one in words if one.word not in self.beside)
        return all(_is_one_of(one, self.all_words) for one in said) and self.is_in(words)


def asks_for_a_person(text: str, locale: str, *, is_unfinished: bool = False) -> bool:
    """Whether a query asks for a person, in the reader's language or in English.

    `is_unfinished`: the last word is still being typed, so its beginning is enough.
    """
    for asking, words in _understood(text, locale):
        if asking.is_in(words):
            return True
        if is_unfinished and asking.is_in([*words[:-1], _meant(words[-1], asking)]):
            return True
    return False


def asks_for_nothing_else(text: str, locale: str) -> bool:
    """Whether a query asks for a person and says nothing else, in either language.

    A word that is still being typed may become anything, so it counts as it stands.
    """
    return any(asking.is_all_of(words) for asking, words in _understood(text, locale))


def _understood(text: str, locale: str) -> Iterator[tuple[_Asking, Sequence[Forms]]]:
    """How one asks in the reader's language and in English, and the query's words there."""
    text = clean(text)
    # Texts may be in a language that the site is not in.
    own = locales.get(locales.nearest(locale)).interface
    for code in dict.fromkeys((own, SOURCE)):
        asking = _asking(code)
        words = analyser(code).all_forms(text)
        if asking is not None and 0 < len(words) <= _LONGEST:
            yield asking, words


def _meant(begun: Forms, asking: _Asking) -> Forms:
    """A word that stands for every one that begins so and that one asks with."""
    if len(begun.word) < _SHORTEST_BEGUN:
        return begun
    known = chain.from_iterable(chain(*asking.surely, *asking.only))
    return begun._replace(extra=tuple(one for one in known if one.startswith(begun.word)))


def _has(row: Row, words: Sequence[Forms]) -> bool:
    """Whether each slot of a row has a word, and no word stands for two of them."""
    left = list(words)
    for slot in row:
        found = next((word for word in left if _is_one_of(word, slot)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_one_of(word: Forms, slot: Slot) -> bool:
    return not slot.isdisjoint(word.all)


@cache
def _asking(code: str) -> _Asking | None:
    """What is known of a language; None for nothing."""
    data = _data().get(code)
    if data is None:
        return None
    takes_apart = analyser(code)
    beside = {one.word for one in takes_apart.all_forms(data["beside"])}
    return _Asking(
        tuple(_row(line, code) for line in data["surely"]),
        tuple(_row(line, code) for line in data["only"]),
        frozenset(beside | takes_apart.row.stop_words),
    )


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return data


def _row(line: str, code: str) -> Row:
    return tuple(_slot(slot.split("|"), code) for slot in line.split())


def _slot(words: Iterable[str], code: str) -> Slot:
    forms = chain.from_iterable(map(analyser(code).all_forms, words))
    return frozenset(form for one in forms for form in (one.word, one.stem))
