"""Where somebody has an article translated: it is begun first, or in work already."""

from collections.abc import Collection

from kb.models import Family
from kb.states import Currency
from kb.translation import currency
from kb.translation.matrix.places import Places
from kb.translation.matrix.texts import Texts
from portal import locales
from portal.actors import Actor

_WAITS = frozenset({Currency.MISSING, Currency.IN_WORK, Currency.NEEDS_REVIEW})


class Offers:
    """What one person may do for some families: read in a few queries, however many they are."""

    def __init__(self, actor: Actor, slugs: Collection[str]) -> None:
        families = list(Family.objects.filter(slug__in=slugs))
        self._numbers = {family.slug: family.pk for family in families}
        self._words = currency.by_language(families)
        self._places = Places(actor, Texts(self._words, locales.codes()))

    def address(self, slug: str, locale: str) -> str | None:
        """Where the family is translated into a language; None if it is, or they may not."""
        number = self._numbers.get(slug)
        if number is None or self._words[number].get(locale) not in _WAITS:
            return None
        return self._places.address(number, locale) or None
