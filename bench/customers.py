"""Customers with slips, and people who type nonsense: what they are shown at each door."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from bench.demo_site import by_meaning, topics
from bench.doors import Doors, Found
from bench.rows import Row, at_least, at_most
from bench.sets import share, shares, some_of
from bench.sizes import Size

# So many results are seen at 1280 × 800 without scrolling.
_FIRST_SCREEN = 5

type Asking = Mapping[str, Callable[[str, str], list[Found]]]
"""Door → what asks there, in a language."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one customer was shown: at each door, and on all pages of results together."""

    locale: str
    text: str
    right: frozenset[str]
    doors: dict[str, list[Found]]
    everything: list[Found]

    def is_first(self, door: str) -> bool:
        """Whether the first text of a door is right."""
        return bool(self.doors[door]) and self.doors[door][0].id in self.right

    @property
    def is_on_first_screen(self) -> bool:
        """Whether a right one is among the first of the reader's language."""
        own = [one.id for one in self.doors["page"] if not one.is_foreign]
        return bool(self.right & set(own[:_FIRST_SCREEN]))

    @property
    def box_is_page(self) -> bool:
        """Whether box and page begin with the same text, or both with none."""
        return self.doors["box"][:1] == self.doors["page"][:1]

    @property
    def unrelated(self) -> int:
        """How many texts were shown that share no topic with a right one."""
        about = frozenset[str]().union(*(topics()[one] for one in self.right))
        shown = {one.id for one in self.everything} - self.right
        return sum(not about & topics()[one] for one in shown)


def measure(size: Size) -> list[Row]:
    """All customers, then all nonsense, by a stranger's browser."""
    doors = Doors()
    asking: Asking = {
        "page": doors.page,
        "box": doors.box,
        "contact": doors.contact,
        "ask": doors.ask,
    }
    with by_meaning() as is_by_meaning:
        answered = [_answered(doors, asking, row) for row in some_of("customers", size)]
        nonsense = {
            door: [len(ask(row["locale"], row["text"])) for row in some_of("gibberish", size)]
            for door, ask in asking.items()
        }
    beside = {"customers": len(answered), "by_meaning": is_by_meaning}
    return [
        *(_first_right(door, answered, beside) for door in ("page", "contact", "ask")),
        _share("box-is-page", "box and page begin alike", answered, _box_is_page, 0.95, beside),
        _share(
            "first-screen",
            f"right text among the first {_FIRST_SCREEN} of the reader's language",
            answered,
            lambda one: one.is_on_first_screen,
            0.95,
            beside,
        ),
        _unrelated(answered, beside),
        at_most(
            "nonsense-shown",
            "texts shown for what means nothing, most of all doors",
            max(max(counts) for counts in nonsense.values()),
            0,
            by_meaning=is_by_meaning,
            **{f"{door}_mean": round(fmean(counts), 1) for door, counts in nonsense.items()},
        ),
    ]


def _answered(doors: Doors, asking: Asking, row: dict[str, Any]) -> Answered:
    locale, text = row["locale"], row["text"]
    shown = {door: ask(locale, text) for door, ask in asking.items()}
    everything = doors.every_page(locale, text)
    return Answered(locale, text, frozenset(row["right"]), shown, everything)


def _first_right(door: str, answered: Sequence[Answered], beside: dict[str, Any]) -> Row:
    wrong = [f"{one.locale}: {one.text}" for one in answered if not one.is_first(door)]
    return _share(
        f"first-answer-right-{door}",
        f"customers whose first answer is right, {door}",
        answered,
        lambda one: one.is_first(door),
        0.9,
        beside | {"wrong": wrong},
    )


def _box_is_page(one: Answered) -> bool:
    return one.box_is_page


def _share(
    id: str,
    what: str,
    answered: Sequence[Answered],
    holds: Callable[[Answered], bool],
    bound: float,
    beside: dict[str, Any],
) -> Row:
    """How many of all it holds for, and beside it of each language."""
    locales = _by_locale((one.locale, holds(one)) for one in answered)
    return at_least(id, what, share(locales), bound, locales=shares(locales), **beside)


def _unrelated(answered: Sequence[Answered], beside: dict[str, Any]) -> Row:
    locales = _by_locale((one.locale, one.unrelated) for one in answered)
    return at_most(
        "unrelated-shown",
        "texts shown that have nothing to do with what was asked, median",
        median(one.unrelated for one in answered),
        3,
        locales={locale: median(some) for locale, some in locales.items()},
        shown_median=median(len(one.everything) for one in answered),
        **beside,
    )


def _by_locale[Value](pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    for locale, value in pairs:
        found[locale].append(value)
    return found
