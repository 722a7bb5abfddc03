"""The nightly work: searches that failed, put together into gaps that stay the same.

What people decided about (done, dismissed) stays one group and takes up what is like it. All else
is grouped anew, so that it heals as more is known; a group goes on as the open gap that most of
its visits belonged to. What nobody failed with any more is deleted. It takes a while, and what
people decide meanwhile counts: it is done again with that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portal.gaps import answers, failing, meaning, storing
from portal.gaps.failing import Failing, Key, Span
from portal.gaps.grouping import grouped, likeness
from portal.gaps.inheriting import Gaps
from portal.gaps.models import Gap, State, Wording
from portal.gaps.words import Said

MOST_WORDINGS = 1_500
"""So many are put together: those that were decided about, and those that failed the most."""
_LONGEST_EMBEDDING = 60.0


@dataclass(frozen=True, slots=True)
class _Known:
    """What was stored of a wording."""

    gap: int
    is_decided: bool
    space: str
    vector: bytes


def regroup(at: datetime | None = None) -> int:
    """Find the gaps of the period anew; returns how many there are."""
    span = failing.period(at or timezone.now())
    gaps = None
    while gaps is None:
        gaps = _stored(span)
    answers.look_up()
    return len(gaps)


def _stored(span: Span) -> Gaps | None:
    """The gaps of the period, written down; None if somebody decided about one meanwhile."""
    before = Gap.objects.all().states()
    known = _known()
    found = _chosen(failing.wordings(span), known)
    vectors = _vectors(found, known)
    said = [Said(one.key.locale, one.text) for one in found]
    alike = likeness(said, [vectors[one.key] for one in found])
    groups = grouped(alike, _decided(found, known))
    gaps = _kept([[found[place] for place in some] for some in groups], known)
    is_stored = storing.store(gaps, vectors, _demand(span, gaps), span, before=before)
    return gaps if is_stored else None


def _demand(span: Span, gaps: Gaps) -> failing.ByDay:
    """Who asked on each day, by the places of the gaps."""
    place_of = {
        (one.key.locale, text.casefold()): place
        for place, (_row, some) in enumerate(gaps)
        for one in some
        for text in one.spelt
    }
    return failing.demand(span, place_of)


def _known() -> dict[Key, _Known]:
    rows = Wording.objects.values_list(
        "locale", "normal", "gap_id", "gap__state", "space", "vector"
    )
    return {
        Key(locale, normal): _Known(gap, state != State.OPEN, space, bytes(vector))
        for locale, normal, gap, state, space, vector in rows
    }


def _chosen(found: Sequence[Failing], known: Mapping[Key, _Known]) -> list[Failing]:
    """Those that are put together, in their order."""
    ordered = sorted(found, key=lambda one: not _is_decided([one], known))[:MOST_WORDINGS]
    chosen = {one.key for one in ordered}
    return [one for one in found if one.key in chosen]


def _vectors(found: Sequence[Failing], known: Mapping[Key, _Known]) -> dict[Key, bytes]:
    """What each wording means, as far as that is known; what is new is asked for."""
    space = meaning.space()
    vectors = {
        one.key: known[one.key].vector
        for one in found
        if one.key in known and known[one.key].space == space
    }
    new = [one for one in found if not vectors.get(one.key)]
    told = meaning.vectors_of((one.text for one in new), longest=_LONGEST_EMBEDDING)
    return vectors | {one.key: told.get(one.text, b"") for one in new}


def _decided(found: Sequence[Failing], known: Mapping[Key, _Known]) -> list[list[int]]:
    """The places of the wordings of each gap that somebody, or an article, decided about."""
    together: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if (row := known.get(one.key)) and row.is_decided:
            together[row.gap].append(place)
    return [together[gap] for gap in sorted(together)]


def _kept(groups: Iterable[list[Failing]], known: Mapping[Key, _Known]) -> Gaps:
    """Each group with the gap that it goes on as, or a new one; the largest chooses first."""
    rows = Gap.objects.in_bulk()
    taken: set[int] = set()
    kept: list[tuple[Gap, Sequence[Failing]]] = []
    ordered = sorted(groups, key=lambda some: (not _is_decided(some, known), -_visits(some)))
    for some in ordered:
        gap = next((one for one in _formerly(some, known) if one not in taken), None)
        day = min(one.first_day for one in some)
        row = Gap(first_day=day) if gap is None else rows[gap]
        row.first_day = min(row.first_day, day)
        if gap is not None:
            taken.add(gap)
        kept.append((row, some))
    return kept


def _is_decided(some: Sequence[Failing], known: Mapping[Key, _Known]) -> bool:
    return any(one.key in known and known[one.key].is_decided for one in some)


def _visits(some: Sequence[Failing]) -> int:
    return len(set[int]().union(*(one.visits for one in some)))


def _formerly(some: Sequence[Failing], known: Mapping[Key, _Known]) -> list[int]:
    """The gaps that its wordings belonged to: the decided one, then by visits."""
    before: Counter[tuple[bool, int]] = Counter()
    for one in some:
        if row := known.get(one.key):
            before[row.is_decided, row.gap] += len(one.visits)
    ordered = sorted(before, key=lambda gap: (not gap[0], -before[gap], gap[1]))
    return [gap for _is_decided, gap in ordered]
