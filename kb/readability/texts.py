"""A text as the rules read it: its title, its running text, its pictures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

from kb.blocks import KINDS
from kb.blocks.image import Image
from kb.prose.nodes import Item, ItemList, Link, Node, Paragraph, Quote, Run, Runs
from kb.prose.sentences import sentences
from kb.readability.languages import PlainBounds, language_of

TITLE, SUMMARY, BODY = "title", "summary", "body"
CODE = "\ufffc"
"""Stands for a code where its own words would be taken for words of the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an item. `place` is where the editor has it, a path with full stops between.

    `step` tells the steps of a text apart by number; 0 is no step.
    """

    place: str
    runs: Runs
    step: int = 0

    @property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def without_code(self) -> str:
        return "".join(CODE if run.code else run.text for run in self.runs)

    @property
    def links(self) -> Iterator[Link]:
        return (run.link for run in self.runs if run.link)


@dataclass(frozen=True, slots=True)
class Picture:
    place: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class ReadableText:
    """One language of an article; drafts may be unfinished in any way."""

    locale: str
    title: str = ""
    passages: Sequence[Passage] = ()
    pictures: Sequence[Picture] = ()

    @cached_property
    def language(self) -> PlainBounds:
        return language_of(self.locale)

    @cached_property
    def sentences(self) -> list[tuple[Passage, str]]:
        """Each sentence, with the passage that it stands in."""
        return [
            (passage, sentence)
            for passage in self.passages
            for sentence in sentences(passage.words, self.language.code)
        ]

    @property
    def links(self) -> Iterator[tuple[Passage, Link]]:
        """Each place that it leads to, as often as it does."""
        for passage in self.passages:
            yield from ((passage, link) for link in dict.fromkeys(passage.links))


def text_of(page: Any) -> ReadableText:
    """A help page as it is, saved or not. Needs nothing from the database but its language."""
    found: list[Passage] = []
    pictures: list[Picture] = []
    if summary := page.summary.strip():
        found += passages(SUMMARY, [Paragraph((Run(summary),))])
    for raw in page.body.get_prep_value():
        place, kind = f"{BODY}.{raw['id']}", KINDS.by_name[raw["type"]]
        if kind.node is Image:
            if raw["value"].get("image"):
                pictures.append(Picture(place, (raw["value"].get("alt") or "").strip()))
        elif node := kind.load(raw["value"], _no_picture):
            nodes = kind.running_text(node) or ()
            parts = [part["id"] for part in kind.parts(raw["value"]) if part.get("id")]
            found += passages(place, nodes, after=found, parts=parts)
    return ReadableText(
        locale=page.locale.language_code,
        title=page.title.strip(),
        passages=found,
        pictures=pictures,
    )


def passages(
    place: str,
    nodes: Iterable[Node],
    *,
    after: Sequence[Passage] = (),
    parts: Sequence[str] = (),
) -> Iterator[Passage]:
    """What of a block is read sentence by sentence: neither headings nor code.

    Steps are numbered on from those of the passages that come `after`. With as many `parts` as
    items, each item stands at its own.
    """
    step = max((passage.step for passage in after), default=0)
    for node in nodes:
        if isinstance(node, ItemList):
            has_parts = len(parts) == len(node.items)
            places = [f"{place}.{part}" for part in parts] if has_parts else repeat(place)
            for where, item in zip(places, node.items, strict=False):
                step += node.ordered
                yield from _items(where, item, step if node.ordered else 0)
        else:
            yield from _chunks(place, [node], 0)


def _items(place: str, item: Item, step: int) -> Iterator[Passage]:
    yield from _chunks(place, item.chunks, step)
    for inner in item.lists:
        for one in inner.items:
            # What stands below a step is a choice, or acts of their own.
            yield from _items(place, one, 0)


def _chunks(place: str, nodes: Iterable[Node], step: int) -> Iterator[Passage]:
    for node in nodes:
        if isinstance(node, Quote):
            yield from _chunks(place, node.chunks, step)
        elif isinstance(node, Paragraph) and not all(run.code for run in node.runs):
            yield Passage(place, node.runs, step)


def _no_picture(number: int, *, is_file: bool = False) -> tuple[str, str]:
    return "", ""
