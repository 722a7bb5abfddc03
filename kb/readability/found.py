"""What the rules take, beside a text, and what they give."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kb.prose.nodes import Link
from kb.readability.glossary import Terms
from kb.readability.texts import ReadableText


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContext:
    """What a text does not say itself.

    `dead` says in words what is wrong with those of its links that lead nowhere; `source` are the
    sentences that it was translated from, none if it was not.
    """

    dead: Mapping[Link, str] = field(default_factory=dict)
    source: frozenset[str] = frozenset()
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True)
class HardPlace:
    """One place of a text, what is hard in it in the language in force, and its own words."""

    place: str
    words: str
    quote: str = ""


type Check = Callable[[ReadableText, TextContext], Iterator[HardPlace]]
