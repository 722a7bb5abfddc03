"""Writing a night's gaps: soon done, since on SQLite all others wait meanwhile."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from portal.gaps import inheriting, meaning
from portal.gaps.failing import ByDay, GapVisits, Key, Span
from portal.gaps.inheriting import Gaps
from portal.gaps.models import LEAST_VISITS, Demand, Gap, GapLanguage, Wording

_AT_ONCE = 500


def store(
    gaps: Gaps,
    vectors: Mapping[Key, bytes],
    asked: ByDay,
    span: Span,
    *,
    before: Mapping[int, str],
) -> bool:
    """Write the gaps, and who asked for each by its place; returns whether it did.

    It does not where gaps have another state than `before`: these groups know nothing of that.
    """
    sums = _sums(asked)
    _count(gaps, sums)
    with transaction.atomic():
        if Gap.objects.select_for_update().states() != before:
            return False
        _write_gaps(gaps)
        _write_wordings(gaps, vectors)
        _write_demand(gaps, asked, span)
        _write_languages(
            {(gaps[place][0].pk, locale): one for (place, locale), one in sums.items()}
        )
    return True


def _sums(asked: ByDay) -> Mapping[tuple[int, str], GapVisits]:
    """Who asked for each gap in each language, on whatever day."""
    sums: dict[tuple[int, str], GapVisits] = defaultdict(GapVisits)
    for (place, _day, locale), one in asked.items():
        sums[place, locale].take(one)
    return sums


def _count(gaps: Gaps, sums: Mapping[tuple[int, str], GapVisits]) -> None:
    """Say how many visits each gap failed, in whatever language they asked.

    Languages of too few are left out: what is more than the others' visits would be theirs.
    """
    failed: dict[int, set[int]] = defaultdict(set)
    for (place, _locale), one in sums.items():
        if len(one.failed) >= LEAST_VISITS:
            failed[place] |= one.failed
    for place, (row, _some) in enumerate(gaps):
        row.failed = len(failed[place])


def _write_gaps(gaps: Gaps) -> None:
    rows = [row for row, _some in gaps]
    kept = [row for row in rows if row.pk]
    Gap.objects.bulk_update(kept, ["first_day", "failed"], batch_size=_AT_ONCE)
    for row in rows:
        if not row.pk:
            row.save()
    inheriting.pass_on(gaps)
    Gap.objects.exclude(pk__in=[row.pk for row in rows]).delete()


def _write_wordings(gaps: Gaps, vectors: Mapping[Key, bytes]) -> None:
    space = meaning.space()
    Wording.objects.all().delete()
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


def _write_demand(gaps: Gaps, asked: ByDay, span: Span) -> None:
    """Who asked on each day since each gap was counted last, which was before that day's end.

    What lies before stays as it was. Counted anew it would lose those who found what they asked
    for, once nobody has failed with their words for a whole period.
    """
    # A clock that was ahead for one night keeps no later day from being counted.
    since = {
        place: min(row.counted_on or span.first, span.last)
        for place, (row, _some) in enumerate(gaps)
    }
    for day in set(since.values()):
        again = [gaps[place][0].pk for place in since if since[place] == day]
        Demand.objects.filter(gap__in=again, day__gte=day).delete()
    rows = [
        Demand(
            gap=gaps[place][0],
            day=day,
            locale=locale,
            asked=len(one.asked),
            failed=len(one.failed),
        )
        for (place, day, locale), one in sorted(asked.items())
        if day >= since[place]
    ]
    Demand.objects.bulk_create(rows, batch_size=_AT_ONCE)
    Gap.objects.filter(pk__in=[row.pk for row, _some in gaps]).update(counted_on=span.last)


def _write_languages(sums: Mapping[tuple[int, str], GapVisits]) -> None:
    """The sums of each language; what search finds there stays as it was."""
    rows = {(row.gap_id, row.locale): row for row in GapLanguage.objects.all()}
    for gap, locale in sums:
        rows.setdefault((gap, locale), GapLanguage(gap_id=gap, locale=locale))
    for key, one in sums.items():
        rows[key].asked, rows[key].failed = len(one.asked), len(one.failed)
        rows[key].weak = len(one.weak)
    gone = [row.pk for key, row in rows.items() if key not in sums]
    GapLanguage.objects.filter(pk__in=gone).delete()
    kept = [row for key, row in rows.items() if key in sums and row.pk]
    GapLanguage.objects.bulk_update(kept, ["asked", "failed", "weak"], batch_size=_AT_ONCE)
    new = [row for key, row in sorted(rows.items()) if key in sums and not row.pk]
    GapLanguage.objects.bulk_create(new, batch_size=_AT_ONCE)
