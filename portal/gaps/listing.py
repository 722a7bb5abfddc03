"""A page of gaps as somebody reads it: what was typed, what was found, and what to do."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal import locales
from portal.actors import Actor
from portal.gaps import effects
from portal.gaps.doing import Action, Doing
from portal.gaps.effects import Effect
from portal.gaps.models import Ask, Demand, Gap, GapLanguage, Wording
from portal.journal import days

EXAMPLES = 3
"""So many wordings of a language are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A gap among the readers of one language, enough of them to be shown."""

    row: GapLanguage
    texts: Sequence[str]
    actions: Sequence[Action]
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Who was asked for help on a day in a language: authors by name, helpers by their number."""

    day: date
    locale: str
    authors: Sequence[str]
    helpers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A gap. `small` are the languages of which too few readers have it to show more.

    It has no title where no wording was typed in enough visits. `failed` is None for who does not
    see all languages: less their own it would tell of the others. `decides` says whether its
    reader may say what has become of it, and read why it did: that holds for all its readers, so
    where others have it, too (`is_shared`), they may not.
    """

    gap: Gap
    failed: int | None
    decides: bool
    is_shared: bool
    title: Wording | None
    lines: Sequence[GapLine]
    small: Sequence[str]
    asked: Sequence[HelpAsked]


@dataclass(frozen=True, slots=True)
class Cards:
    """The gaps of a page, and whether its reader may write in any of their languages."""

    cards: Sequence[Card]
    writes: bool


def cards(gaps: Iterable[Gap], *, actor: Actor, today: date) -> Cards:
    """The cards of some gaps that were read with `to_read`, for one person."""
    shown = list(gaps)
    doing = Doing(actor, [one for gap in shown for one in gap.languages.all()])
    demand = _demand(shown)
    reader = _reader(shown, actor)
    made = [_card(gap, doing, demand[gap.pk], reader, today) for gap in shown]
    return Cards(made, doing.writes)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose language the titles are in, and what they see: all, or some gaps of theirs alone."""

    language: str
    sees_all: bool
    own: Collection[int]


def _reader(gaps: Sequence[Gap], actor: Actor) -> _Reader:
    seen = actor.languages_of("report.see")
    alone = Gap.objects.filter(pk__in=[gap.pk for gap in gaps]).of_readers_alone(seen)
    own = frozenset(alone.values_list("pk", flat=True))
    return _Reader(actor.language, seen == locales.codes(), own)


def _demand(gaps: Sequence[Gap]) -> Mapping[int, Sequence[Demand]]:
    """What the effects are counted from: of the gaps that are served somewhere."""
    since = {
        gap.pk: min(served)
        for gap in gaps
        if (served := [one.served_on for one in gap.languages.all() if one.served_on])
    }
    found: dict[int, list[Demand]] = defaultdict(list)
    if since:
        first = min(since.values()) - effects.WINDOW
        for row in Demand.objects.filter(gap__in=since, day__gte=first):
            found[row.gap_id].append(row)
    return found


def _card(gap: Gap, doing: Doing, demand: Sequence[Demand], reader: _Reader, today: date) -> Card:
    rows = list(gap.languages.all())
    texts = gap.texts
    changed = effects.of(rows, demand, today, is_of_all=reader.sees_all)
    effect_in = {one.locale: one for one in changed}
    lines = [
        GapLine(
            row=row,
            texts=texts[row.locale][:EXAMPLES],
            actions=doing.actions(row, texts[row.locale], rows),
            effect=effect_in.get(row.locale),
        )
        for row in rows
        if not row.is_small
    ]
    return Card(
        gap=gap,
        failed=gap.failed if reader.sees_all else None,
        decides=doing.decides and gap.pk in reader.own,
        is_shared=doing.decides and gap.pk not in reader.own,
        title=title_of(gap, reader.language),
        lines=lines,
        small=[one.locale for one in rows if one.is_small and one.locale in locales.codes()],
        asked=_asked(gap),
    )


def _asked(gap: Gap) -> list[HelpAsked]:
    """The latest first."""
    by_day: dict[tuple[date, str], list[Ask]] = defaultdict(list)
    for ask in gap.asks.all():
        by_day[days.day_of(ask.at), ask.locale].append(ask)
    return [
        HelpAsked(
            day,
            locale,
            authors=[str(one.person) for one in some if one.of == Ask.Of.AUTHOR],
            helpers=sum(one.of == Ask.Of.HELPER for one in some),
        )
        for (day, locale), some in sorted(by_day.items(), reverse=True)
    ]


def title_of(gap: Gap, language: str) -> Wording | None:
    """In the reader's own language if it was asked in that, else as most typed it."""
    typed = gap.typed
    own = [one for one in typed if one.locale == language]
    return next(iter([*own, *typed]), None)
