"""Begin translations of several articles at once: first as a plan, then for good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wagtail.models import Locale

from kb.models import Family
from kb.states import Currency
from kb.translation import segments
from kb.translation.matrix import grid
from kb.translation.matrix.texts import Texts
from portal.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What would be begun of one article, and in which of the languages there is a text."""

    page: int | None
    title: str
    locale: str
    begun: Sequence[str]
    there: Sequence[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be begun, article by article."""

    articles: Sequence[Begun]

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
                page=original.page if original else None,
                title=title,
                locale=locale,
                begun=missing if original else [],
                there=[code for code in codes if code not in missing],
            )
        )
    return Plan(found)


def begin(planned: Plan, by: Actor) -> None:
    """Begin what is planned, each article by itself.

    What somebody else has begun meanwhile is left as it is.
    """
    locales = {one.language_code: one for one in Locale.objects.all()}
    for article in planned.articles:
        if article.begun:
            family = Family.objects.get(pages=article.page)
            segments.submit([family], [locales[code] for code in article.begun], by=by)
