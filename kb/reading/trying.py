"""How far a reader is with the fixes of a text: what has been tried, and what is next."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy
from wagtail.blocks import BoundBlock, StreamValue

from kb.reading.parts import MarketPart

# What stands between fixes and belongs to none of them.
_APART = frozenset({"applies_to", "symptoms"})
_HEADED = re.compile(r"<h[2-4][\s>]")


class FixAnswer(models.TextChoices):
    """What a reader says of a fix."""

    WORKED = "worked", pgettext_lazy("fix", "It worked")
    DID_NOT = "did_not", pgettext_lazy("fix", "It did not work")
    CANNOT = "cannot", pgettext_lazy("fix", "I cannot do this")


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix in its text: `id` is its block's, the same in every language; 1 is the first."""

    id: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Trying:
    """The fixes in their order, and what was said of some of them."""

    fixes: tuple[Fix, ...] = ()
    answers: Mapping[str, FixAnswer] = field(default_factory=dict)

    def said(self, fix: str, answer: FixAnswer) -> "Trying":
        """The same with one more answer, in place of what was said of this fix before."""
        return Trying(self.fixes, {**self.answers, fix: answer})

    def __contains__(self, fix: str) -> bool:
        return any(one.id == fix for one in self.fixes)

    def of(self, fix: str) -> Fix | None:
        """A fix by its id; None where this reader is not asked about it."""
        return next((one for one in self.fixes if one.id == fix), None)

    @property
    def is_solved(self) -> bool:
        return FixAnswer.WORKED in self.answers.values()

    @property
    def current(self) -> Fix | None:
        """What to try next: the first of which nothing was said; None once one has worked."""
        left = (one for one in self.fixes if one.id not in self.answers)
        return None if self.is_solved else next(left, None)

    @property
    def shown(self) -> str:
        """The id of what to try next; "" where there is nothing."""
        return self.current.id if self.current else ""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to try, and nothing has worked."""
        return bool(self.fixes) and self.current is None and not self.is_solved

    @property
    def failed(self) -> list[tuple[Fix, FixAnswer]]:
        """What did not help, in the order of the text."""
        said = ((one, self.answers.get(one.id)) for one in self.fixes)
        return [(one, answer) for one, answer in said if answer and answer != FixAnswer.WORKED]

    @property
    def carried(self) -> list[str]:
        """What was said, as the forms of a page carry it: "id:answer"."""
        return [f"{fix}:{answer}" for fix, answer in self.answers.items()]


def of(parts: Iterable[MarketPart], said: Iterable[str] = ()) -> Trying:
    """The fixes of a text's parts that are for this reader; what is said of no such fix is none.

    `said` is what forms carry; of two words on one fix the later one holds.
    """
    fixes = tuple(
        _fixes(block for part in parts if not part.is_elsewhere for block in part.blocks)
    )
    known = {one.id for one in fixes}
    pairs = (one.rpartition(":") for one in said)
    answers = {
        fix: FixAnswer(answer)
        for fix, _colon, answer in pairs
        if fix in known and answer in FixAnswer
    }
    return Trying(fixes, answers)


def take_beside(parts: Iterable[MarketPart]) -> Mapping[str, list[BoundBlock]]:
    """Take out of parts what belongs to a fix, by its id: the blocks below it that are not headed.

    So a picture is folded with its fix.
    """
    beside: dict[str, list[BoundBlock]] = {}
    for part in parts:
        kept: list[BoundBlock] = []
        fix = ""
        for block in part.blocks:
            if block.block.name == "fix":
                fix = getattr(block, "id", "") or ""
            elif _ends_a_fix(block):
                fix = ""
            elif fix:
                beside.setdefault(fix, []).append(block)
                continue
            kept.append(block)
        part.blocks[:] = kept
    return beside


def _ends_a_fix(block: BoundBlock) -> bool:
    name = block.block.name
    return name in _APART or (name == "text" and bool(_HEADED.search(block.value.source)))


def in_text(body: StreamValue) -> list[Fix]:
    """All fixes of a text, for whichever market; as it is stored, so nothing is asked for it."""
    rows = (raw for raw in body.raw_data if raw["type"] == "fix" and raw.get("id"))
    return list(_numbered((raw["id"], raw["value"]) for raw in rows))


def _fixes(blocks: Iterable[BoundBlock]) -> Iterator[Fix]:
    found = (block for block in blocks if block.block.name == "fix" and getattr(block, "id", ""))
    return _numbered((block.id, block.value) for block in found)


def _numbered(fixes: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Fix]:
    for number, (fix, value) in enumerate(fixes, 1):
        yield Fix(fix, number, value["title"])
