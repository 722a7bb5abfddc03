"""The matrix: each article in each language, and how many are in which state.

The numbers and the lists that they lead to are one query word, `in_state`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from kb.models import Family
from kb.states import Currency, TranslationState
from kb.translation.matrix.filters import MatrixFilters
from kb.translation.matrix.places import Places
from kb.translation.matrix.texts import Texts
from portal import cldr, locales
from portal.actors import Actor

SIGNS: Mapping[Currency, str] = {
    Currency.SOURCE: "●",
    Currency.CURRENT: "✓",
    Currency.BY_HAND: "✎",
    Currency.UPDATE_NEEDED: "↻",
    Currency.OUTDATED: "!",
    Currency.NEEDS_REVIEW: "?",
    Currency.IN_WORK: "…",
    Currency.MISSING: "–",
}
"""What a state looks like where there is no room for its name, in the order they are told."""


_NOTHING = (Currency.MISSING, 0)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One language of an article: its state, how many of its pictures are missing, and where one
    works on it ("" where one may not)."""

    state: Currency
    sign: str
    address: str
    pictures: int = 0

    @property
    def label(self) -> str:
        """All of it in words."""
        state = str(self.state.label)
        if not self.pictures:
            return state
        told = ngettext(
            "%(state)s: %(n)s picture or video is missing",
            "%(state)s: %(n)s pictures or videos are missing",
            self.pictures,
        )
        return told % {"state": state, "n": cldr.number(self.pictures)}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An article by its title, with the language of that, and its cells by column."""

    family: int
    slug: str
    title: str
    locale: str
    cells: list[MatrixCell]


@dataclass(frozen=True, slots=True)
class Number:
    """How many articles are in a state in a language, and the query of their list."""

    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one state, by column."""

    state: Currency
    sign: str
    of: list[Number]


def in_state(
    families: QuerySet[Family], state: str = "", language: str = ""
) -> QuerySet[TranslationState]:
    """The languages of some families that are in a state: in all states and languages, or one."""
    rows = TranslationState.objects.filter(
        family__in=families.values("pk"), locale__language_code__in=locales.codes()
    )
    if state:
        rows = rows.filter(currency=state)
    return rows.filter(locale__language_code=language) if language else rows


def listed(filters: MatrixFilters) -> QuerySet[Family]:
    """The families that the matrix lists, in their order."""
    found = filters.families()
    if filters.state:
        rows = in_state(found, filters.state, filters.language)
        found = Family.objects.filter(pk__in=rows.values("family"))
    return found.order_by("slug")


def numbers(filters: MatrixFilters) -> list[Numbers]:
    """How many of what is narrowed to are in which state, by language; states in their order."""
    rows = in_state(filters.families()).order_by()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    counted = rows.values_list("currency", "locale__language_code").annotate(n=Count("pk"))
    for state, code, count in counted:
        found[state][code] = count
    return [
        Numbers(state, sign, list(_of_state(filters, state, found[state])))
        for state, sign in SIGNS.items()
    ]


def _of_state(
    filters: MatrixFilters, state: Currency, found: Mapping[str, int]
) -> Iterator[Number]:
    for code in filters.columns:
        asked = replace(filters, state=state.value, language=code)
        yield Number(found.get(code, 0), asked.query)


def states_of(families: Iterable[int] | QuerySet[Any]) -> dict[int, dict[str, Currency]]:
    """The states of some families, by number (or a query for these) and language."""
    rows = TranslationState.objects.filter(family__in=families)
    found: dict[int, dict[str, Currency]] = defaultdict(dict)
    for family, code, state in rows.values_list("family_id", "locale__language_code", "currency"):
        found[family][code] = Currency(state)
    return found


def rows(families: QuerySet[Family], columns: Collection[str], actor: Actor) -> list[MatrixRow]:
    """The rows of one page of families, for one person. Two queries, and what they may do."""
    found: dict[int, str] = {}
    states: dict[int, dict[str, tuple[Currency, int]]] = defaultdict(dict)
    told = TranslationState.objects.filter(family__in=families.values("pk"))
    for family, slug, code, state, pictures in told.order_by("family__slug").values_list(
        *("family_id", "family__slug", "locale__language_code", "currency", "pictures_to_do")
    ):
        found[family] = slug
        states[family][code] = Currency(state), pictures
    texts = Texts(list(found), locales.codes())
    places = Places(actor, texts)
    return [
        MatrixRow(
            family,
            slug,
            *texts.named(family, actor.language, slug),
            [
                MatrixCell(state, SIGNS[state], places.address(family, code), pictures)
                for code in columns
                for state, pictures in [states[family].get(code, _NOTHING)]
            ],
        )
        for family, slug in found.items()
    ]


class Pages(Paginator[Family]):
    """What the matrix lists, page by page; its length is one of the numbers, if one is of it."""

    def __init__(self, filters: MatrixFilters, numbers: list[Numbers], on_a_page: int) -> None:
        super().__init__(listed(filters), on_a_page)
        self._known: int | None = None
        if filters.language or not filters.state:
            asked = (one for one in numbers if filters.state in ("", one.state))
            self._known = sum(one.of[0].count for one in asked)

    @cached_property
    def count(self) -> int:
        return super().count if self._known is None else self._known
