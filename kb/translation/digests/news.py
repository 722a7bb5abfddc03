"""What has come into the worklists of somebody's languages, and what they may do about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kb.models import HelpPage, Review
from kb.states import Currency, TranslationState
from kb.translation.matrix import worklist
from portal.actors import Actor

TOLD = (
    Currency.OUTDATED,
    Currency.UPDATE_NEEDED,
    Currency.IN_WORK,
    Currency.MISSING,
    Currency.NEEDS_REVIEW,
)
"""In this order; it is all that can stand in a worklist."""

type News = Mapping[str, Sequence[tuple[Currency, int]]]
"""By language, in how many texts what has become of them; nothing of a language without news."""


def between(begin: datetime, end: datetime, actor: Actor) -> News:
    """What became so after the one moment, until the other, by others. One query, and rights."""
    codes = actor.languages_of("help.translate")
    rows = _theirs(worklist.waiting(codes), actor).filter(_came(begin, end)).order_by()
    counted = rows.values_list("locale__language_code", "currency").annotate(n=Count("pk"))
    found = {(code, state): n for code, state, n in counted}
    told = {
        code: [(state, found[code, state]) for state in TOLD if (code, state) in found]
        for code in codes
    }
    return {code: of_code for code, of_code in told.items() if of_code}


def _came(begin: datetime, end: datetime) -> Q:
    """Another word, or an article that readers had in no language before."""
    changed = Q(since__gt=begin, since__lte=end)
    first = Q(family__first_published_at__gt=begin, family__first_published_at__lte=end)
    return changed | first


def _theirs(rows: QuerySet[TranslationState], actor: Actor) -> QuerySet[TranslationState]:
    """Without what they did themselves, and reviews that are others' to give.

    Sentences that a machine wrote are read by whoever translates; a text as a whole is reviewed by
    whoever publishes in the language.
    """
    here = {"family": OuterRef("family"), "locale": OuterRef("locale"), "alias_of": None}
    begun = HelpPage.objects.filter(**here, owner=actor.account).order_by()
    asked = Review.objects.waiting().filter(
        page__family=OuterRef("family"),
        page__locale=OuterRef("locale"),
        asked_by=actor.account,
    )
    reviewed = Q(words_to_do__gt=0) | Q(
        locale__language_code__in=actor.languages_of("help.lead_language")
    )
    return rows.filter(
        ~Q(currency=Currency.IN_WORK) | ~Exists(begun),
        ~Q(currency=Currency.NEEDS_REVIEW) | (reviewed & ~Exists(asked)),
    )
