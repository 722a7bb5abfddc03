"""The nightly work: searches that failed, put together into gaps that stay the same.

What people decided about (done, dismissed) stays one group and takes up what is like it. All else
is grouped anew, so that it heals as more is known; a group goes on as the open gap that most of
its visits belonged to. What nobody failed with any more is deleted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.gaps import answers, failing, meaning
from portal.gaps.failing import Failing, Key, Span
from portal.gaps.grouping import grouped, likeness
from portal.gaps.models import Demand, Gap, GapLanguage, State, Wording
from portal.gaps.words import Said

MOST_WORDINGS = 1_500
"""So many are put together: those that were decided about, and those that failed the most."""
_LONGEST_EMBEDDING = 60.0
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Known:
    """What was stored of a wording."""

    gap: int
    is_decided: bool
    space: str
    vector: bytes


def regroup(at: datetime | None = None) -> int:
    """Find the gaps of the period anew; returns how many there are."""
    at = at or timezone.now()
    span = failing.period(at)
    known = _known()
    found = _chosen(failing.wordings(span), known)
    vectors = _vectors(found, known)
    said = [Said(one.key.locale, one.text) for one in found]
    alike = likeness(said, [vectors[one.key] for one in found])
    groups = grouped(alike, _decided(found, known))
    gaps = _kept([[found[place] for place in some] for some in groups], known)
    with transaction.atomic():
        _write(gaps, vectors)
        _write_demand(span, gaps)
    answers.look_up()
    return len(gaps)


type Gaps = list[tuple[Gap, list[Failing]]]


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
    kept: Gaps = []
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


def _write(gaps: Gaps, vectors: Mapping[Key, bytes]) -> None:
    """Wordings anew, and gaps as they go on. What people decide meanwhile is left alone."""
    space = meaning.space()
    for row, _some in gaps:
        if row._state.adding:
            row.save()
        else:
            Gap.objects.filter(pk=row.pk).update(first_day=row.first_day)
    Wording.objects.all().delete()
    Gap.objects.exclude(pk__in=[row.pk for row, _some in gaps]).delete()
    rows = [
        Wording(
            gap=row,
            locale=one.key.locale,
            normal=one.key.normal,
            text=one.text,
            failed=len(one.visits),
            space=space if vectors[one.key] else "",
            vector=vectors[one.key],
        )
        for row, some in gaps
        for one in some
    ]
    Wording.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _write_demand(span: Span, gaps: Gaps) -> None:
    """Who asked on each day of the period, and the sums by language; older days stay."""
    gap_of = {
        (one.key.locale, text.casefold()): row.pk
        for row, some in gaps
        for one in some
        for text in one.spelt
    }
    found = failing.demand(span, gap_of)
    Demand.objects.between(*span).delete()
    rows = [
        Demand(gap_id=gap, day=day, locale=locale, asked=len(one.asked), failed=len(one.failed))
        for (gap, day, locale), one in sorted(found.items())
    ]
    Demand.objects.bulk_create(rows, batch_size=_AT_ONCE)
    _write_sums(found, gaps)


def _write_sums(found: failing.ByDay, gaps: Gaps) -> None:
    sums: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    failed: Counter[int] = Counter()
    for (gap, _day, locale), one in found.items():
        counts = {"asked": len(one.asked), "failed": len(one.failed), "weak": len(one.weak)}
        sums[gap, locale].update(counts)
        failed[gap] += len(one.failed)
    for row, _some in gaps:
        Gap.objects.filter(pk=row.pk).update(failed=failed[row.pk])
    rows = {(row.gap_id, row.locale): row for row in GapLanguage.objects.all()}
    for (gap, locale), counts in sorted(sums.items()):
        language = rows.pop((gap, locale), None) or GapLanguage(gap_id=gap, locale=locale)
        for name, count in counts.items():
            setattr(language, name, count)
        language.save()
    GapLanguage.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
