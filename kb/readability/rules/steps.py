"""Steps that ask for more than one thing: whoever looks up from the screen loses one of them.

What asks for something is data, `steps.yaml` beside this. A thing to do is a word that asks for
it, at the beginning of a sentence or of a clause that goes on from it. What only may happen, or is
said of something else, is none: so few steps are named that are fine.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import ngettext

from kb.prose.sentences import sentences
from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import Passage, ReadableText
from portal import cldr

_DATA = Path(__file__).with_suffix(".yaml")
_COMMAS = ",،;"
_BRACKETS = re.compile(r"\([^)]{0,300}\)")
_WORD = re.compile(r"[\w\ufffc]+")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How a language asks for something; see the data."""

    asking: frozenset[str]
    endings: tuple[str, ...]
    not_asking: frozenset[str]
    one_thing: re.Pattern[str] | None
    then: frozenset[str]
    first: re.Pattern[str]
    between: re.Pattern[str]
    holds_back: re.Pattern[str]

    def asks(self, clause: str) -> bool:
        """Whether a clause begins with a word that asks."""
        word = self.first.match(clause)
        if word is None or word[1] in self.not_asking:
            return False
        return word[1] in self.asking or word[1].endswith(self.endings)

    def is_held_back(self, clause: str) -> bool:
        return bool(self.holds_back.search(clause.lower()))

    def begins_with_condition(self, sentence: str) -> bool:
        start = self.holds_back.search(sentence.lower())
        return bool(start and not _WORD.search(sentence[: start.start()]))


def check_acts(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A step asks for no more things than are plain in one."""
    grammar = _grammar(text.language.code)
    if grammar is None:
        return
    steps = (passage for passage in text.passages if passage.step)
    for _step, group in groupby(steps, key=lambda passage: passage.step):
        passages = list(group)
        count = _acts(passages, text.language.code, grammar)
        if count > text.language.acts:
            words = ngettext(
                "This step asks for %(n)s thing.", "This step asks for %(n)s things.", count
            )
            said = " ".join(passage.words for passage in passages)
            yield HardPlace(passages[0].place, words % {"n": cldr.number(count)}, said)


def _acts(passages: Iterable[Passage], language: str, grammar: _Grammar) -> int:
    found = [
        sentence
        for passage in passages
        for sentence in sentences(_BRACKETS.sub("", passage.without_code), language)
    ]
    return sum(
        _acts_in(sentence, grammar)
        for number, sentence in enumerate(found)
        # What comes after and has a condition is for some readers only.
        if number == 0 or not grammar.begins_with_condition(sentence)
    )


def _acts_in(sentence: str, grammar: _Grammar) -> int:
    count = 0
    is_condition = is_held_back = grammar.begins_with_condition(sentence)
    for joint, clause in _clauses(sentence, grammar):
        if is_condition and joint.startswith(tuple(_COMMAS)):
            is_condition = is_held_back = False
        is_next = joint.lstrip(_COMMAS).strip() in grammar.then
        if grammar.asks(clause) and (is_next or not is_held_back):
            count += 1
        is_held_back = is_held_back or grammar.is_held_back(clause)
    return count


def _clauses(sentence: str, grammar: _Grammar) -> Iterator[tuple[str, str]]:
    """The clauses, each with what joins it to the one before; the first in small letters."""
    if grammar.one_thing:
        sentence = grammar.one_thing.sub(lambda match: match[0].split()[0], sentence)
    joint, start = "", 0
    for match in grammar.between.finditer(sentence):
        yield joint, _lowered(sentence[start : match.start()], is_first=not start)
        joint, start = match[0].strip().lower(), match.end()
    yield joint, _lowered(sentence[start:], is_first=not start)


def _lowered(clause: str, *, is_first: bool) -> str:
    """A capital begins a sentence; anywhere else it begins a name."""
    return clause.lower() if is_first else clause


@cache
def _grammar(language: str) -> _Grammar | None:
    """How a language asks, None where nobody has written that down."""
    found: dict[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    if language not in found:
        return None
    said = {name: _flat(words) for name, words in found[language].items()}
    asking, one_thing = said["asking"], said.get("one_thing", [])
    return _Grammar(
        asking=frozenset(asking),
        endings=tuple(said.get("endings", ())),
        not_asking=frozenset(said.get("not_asking", ())),
        one_thing=re.compile(rf"\b(?:{_any(one_thing)})\b", re.IGNORECASE) if one_thing else None,
        then=frozenset(said["then"]),
        first=re.compile(rf"\W*(?:(?:{_any(said['then'])})\W+)?([\w\ufffc]+)"),
        between=_between([*said["then"], *said["also"]], said.get("joined", []), asking),
        holds_back=re.compile(rf"(?<!\w)(?:{_any(said['holds_back'])})(?!\w)"),
    )


def _between(joints: list[str], joined: list[str], asking: list[str]) -> re.Pattern[str]:
    """What stands between two clauses: a comma, a joint, or both."""
    pattern = rf"[{_COMMAS}]?\s+(?:{_any(joints)})\s+|[{_COMMAS}]\s+"
    if joined:
        pattern += rf"|[{_COMMAS}]?\s+(?:{_any(joined)})(?=(?:{_any(asking)})\b)"
    return re.compile(pattern, re.IGNORECASE)


def _any(words: list[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _flat(words: list[Any]) -> list[str]:
    """What stands in lines of several."""
    return [one for some in words for one in (some if isinstance(some, list) else [some])]
