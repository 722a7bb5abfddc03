"""What to translate next into a language: what its readers need most for the least work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kb.models import Membership
from kb.reading.awaited import TRANSLATED
from kb.states import BEGUN, Currency, TranslationState
from kb.translation import need
from kb.translation.matrix.places import Places
from kb.translation.matrix.texts import Texts
from kb.translation.need import Met, Priority
from portal import locales
from portal.actors import Actor
from portal.watches import counting

TO_DO = (*BEGUN, Currency.MISSING)
_NOTHING = Met()
_FIELDS: tuple[str, ...] = (
    *("family_id", "family__slug", "locale__language_code", "currency"),
    *("words_to_do", "pictures_to_do", "asked"),
)
type _Row = tuple[int, str, str, str, int, int, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One language of an article, and how much it is needed."""

    family: int
    slug: str
    code: str
    state: Currency
    need: Priority


@dataclass(frozen=True, slots=True)
class Task:
    """The same as somebody reads it: its title with that one's language, why it stands where it
    does, and where it is done ("" where they may not)."""

    ranked: Ranked
    title: str
    locale: str
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """All there is to do in a language, and whether anything says what its readers miss."""

    ranked: Sequence[Ranked]
    is_by_need: bool


def waiting(codes: Collection[str]) -> QuerySet[TranslationState]:
    """What waits in these languages, of articles that readers have in any."""
    return TranslationState.objects.filter(
        locale__language_code__in=codes,
        currency__in=TO_DO,
        family__first_published_at__isnull=False,
    )


def to_do(codes: Collection[str]) -> QuerySet[TranslationState]:
    """The same as it is listed.

    In the order of the topics that it is in, and what has changed last first: so it stays where
    nothing else tells what is needed more. Each with how many `asked` to be told.
    """
    asked = counting.waiting_for_row(
        TRANSLATED, OuterRef("family"), OuterRef("locale__language_code")
    )
    topics = Membership.objects.filter(member=OuterRef("family")).order_by("position", "place")
    placed = waiting(codes).annotate(place=Subquery(topics.values("place")[:1]), asked=asked)
    return placed.order_by(
        F("place").asc(nulls_last=True),
        F("family__source_changed_at").desc(nulls_last=True),
        "family__slug",
    )


def of(code: str, met: Mapping[str, Met]) -> Worklist:
    """The whole worklist of a language whose readers met this, what is needed most first."""
    found = _ranked(to_do([code]), {code: met})
    # Sorting keeps the order of what is needed equally.
    found.sort(key=lambda one: -one.need.score)
    return Worklist(found, is_by_need=any(one.need.score for one in found))


def first(codes: Collection[str], number: int) -> list[Ranked]:
    """The few that are needed most in any of these languages, without ranking all of the rest.

    A text that only waits for somebody's review is nothing to translate.
    """
    met = need.met(codes)
    slugs = {slug for of_code in met.values() for slug in of_code}
    listed = to_do(codes).exclude(currency=Currency.NEEDS_REVIEW, words_to_do=0)
    needed = _ranked(listed.filter(Q(family__slug__in=slugs) | Q(("asked__gt", 0))), met)
    found = nlargest(number, (one for one in needed if one.need.score), key=_score)
    if len(found) < number:
        chosen = {(one.family, one.code) for one in found}
        more = _ranked(listed[: 2 * number], met)
        found += [one for one in more if (one.family, one.code) not in chosen]
    return found[:number]


def tasks(ranked: Sequence[Ranked], actor: Actor) -> list[Task]:
    """Some of it, for one person to read. One query."""
    codes = {one.code for one in ranked} | {actor.language}
    chain = {other for code in codes for other in locales.fallback_chain(code)}
    texts = Texts({one.family for one in ranked}, codes | chain)
    places = Places(actor, texts)
    return [
        Task(
            one,
            *texts.named(one.family, actor.language, one.slug),
            need.why(one.need, texts.shown_in(one.family, one.code)),
            places.address(one.family, one.code),
        )
        for one in ranked
    ]


def _score(one: Ranked) -> float:
    return one.need.score


def _ranked(
    listed: QuerySet[TranslationState], met: Mapping[str, Mapping[str, Met]]
) -> list[Ranked]:
    rows: Iterable[_Row] = listed.values_list(*_FIELDS)
    return [
        Ranked(
            family,
            slug,
            code,
            Currency(state),
            need.of(
                replace(met[code].get(slug, _NOTHING), asked=n), Currency(state), words, pictures
            ),
        )
        for family, slug, code, state, words, pictures, n in rows
    ]
