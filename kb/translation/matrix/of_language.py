"""One language at a glance: how much of it is current, what its readers met, who translates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length, Substr
from wagtail.models import GroupPagePermission

from kb.models import ArticleIndexPage, Family
from kb.states import SETTLED, Currency
from kb.translation import need
from kb.translation.matrix import grid
from kb.translation.matrix.filters import MatrixFilters
from kb.translation.matrix.grid import SIGNS
from kb.translation.need import Met


@dataclass(frozen=True, slots=True)
class StateTotal:
    """How many articles of a language are in a state, with how many words and pictures to do, and
    the query of their list."""

    state: Currency
    sign: str
    count: int
    words: int
    pictures: int
    query: str


@dataclass(frozen=True, slots=True)
class LanguageTotals:
    """What is known of a language.

    `settled` of `count` texts have nothing to do; `fallback` and `outdated` texts were met in
    `need.DAYS` days, None for fewer than `need.LEAST`.
    """

    code: str
    states: Sequence[StateTotal]
    fallback: int | None
    outdated: int | None
    translators: Sequence[str]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.states)

    @property
    def settled(self) -> int:
        return sum(one.count for one in self.states if one.state in SETTLED)

    @property
    def share(self) -> float:
        """How much of the language is current, from 0 to 1."""
        return self.settled / self.count if self.count else 0.0

    @property
    def words(self) -> int:
        """The words to do."""
        return sum(one.words for one in self.states)


def of(code: str, found: Mapping[str, Met]) -> LanguageTotals:
    """A language as it is now, of whose articles readers met this."""
    met = found.values()
    return LanguageTotals(
        code=code,
        states=_states(code),
        fallback=_told(sum(one.fallback for one in met)),
        outdated=_told(sum(one.outdated for one in met)),
        translators=[str(one) for one in translators(code)],
    )


def translators(code: str) -> QuerySet[Any]:
    """Who may change texts in this language and in no other: its translators."""
    places = ArticleIndexPage.objects.filter(locale__language_code=code)
    front = places.annotate(front=Substr("path", 1, Length("path") - ArticleIndexPage.steplen))
    groups = GroupPagePermission.objects.filter(
        page__path__in=front.values("front"), permission__codename="change_page"
    ).values("group")
    people = get_user_model()._default_manager.filter(is_active=True, groups__in=groups)
    return people.distinct().order_by("display_name", "pk")


def _states(code: str) -> list[StateTotal]:
    rows = grid.in_state(Family.objects.all(), language=code).order_by().values("currency")
    found = {
        row["currency"]: (row["count"], row["words"], row["pictures"])
        for row in rows.annotate(
            count=Count("pk"), words=Sum("words_to_do"), pictures=Sum("pictures_to_do")
        )
    }
    return [
        StateTotal(state, sign, *found.get(state, (0, 0, 0)), _query(code, state))
        for state, sign in SIGNS.items()
    ]


def _query(code: str, state: Currency) -> str:
    return MatrixFilters(language=code, state=state.value).query


def _told(readers: int) -> int | None:
    return readers if readers == 0 or readers >= need.LEAST else None
