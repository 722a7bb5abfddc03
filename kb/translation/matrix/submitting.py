"""Begin translations of several articles at once: first as a plan, then for good."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kb.models import Family
from kb.states import Currency
from kb.translation.matrix import grid
from kb.translation.matrix.texts import Texts
from portal.actors import Actor

NAMED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What would be begun of one article, and in which of the languages there is a text."""

    family: int
    title: str
    locale: str
    begun: Sequence[str]
    there: Sequence[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be begun, article by article."""

    articles: Sequence[Begun]

    @property
    def named(self) -> Sequence[Begun]:
        """The first of them, of as many as a page can show."""
        return self.articles[:NAMED]

    @property
    def rest(self) -> int:
        """How many articles are not named."""
        return len(self.articles) - len(self.named)

    @property
    def count(self) -> int:
        """How many translations would be begun."""
        return sum(len(one.begun) for one in self.articles)


def plan(families: Collection[Family], codes: Sequence[str], actor: Actor) -> Plan:
    """What submitting would begin: what is missing in these languages. Changes nothing."""
    numbers = [family.pk for family in families]
    states = grid.states_of(numbers)
    texts = Texts(numbers, [actor.language])
    found = []
    for family in families:
        _code, original = texts.source(family.pk)
        title, locale = texts.named(family.pk, actor.language, family.slug)
        found_there = states[family.pk]
        missing = [
            code for code in codes if found_there.get(code, Currency.MISSING) == Currency.MISSING
        ]
        found.append(
            Begun(
                family=family.pk,
                title=title,
                locale=locale,
                begun=missing if original else [],
                there=[code for code in codes if code not in missing],
            )
        )
    return Plan(found)


type Begin = Callable[[Actor, Sequence[int], Collection[str]], str]
"""Has families, by number, submitted into languages, for who may: at once, or in the worker where
that is much. Where one sees how far it is; "" where there is nothing to see."""

_begin: list[Begin] = []


def register(begin: Begin) -> None:
    """Say who submits many articles: acts stand above translating."""
    _begin[:] = [begin]


def begin(planned: Plan, by: Actor) -> str:
    """Begin what is planned; where one sees how far that is, "" where all of it is begun.

    What somebody else has begun meanwhile is left as it is.
    """
    new = [one for one in planned.articles if one.begun]
    codes = dict.fromkeys(code for one in new for code in one.begun)
    return _begin[0](by, [one.family for one in new], list(codes)) if new else ""
