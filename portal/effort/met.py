"""What readers met of each article: for those who choose what to translate first."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta

from kb.translation.need import DAYS, Met
from portal.effort import daily, rollups
from portal.effort.counts import Count
from portal.effort.figures import helpful, met_fallback, met_outdated, wrote_after_reading

_FALLBACK, _OUTDATED = met_fallback.FIGURE.key, met_outdated.FIGURE.key
_HELPFUL, _WROTE = helpful.FIGURE.key, wrote_after_reading.FIGURE.key
_NONE = Count()


def met(codes: Collection[str]) -> Mapping[str, Mapping[str, Met]]:
    """What readers of these languages met in the last days that have closed, by language and by
    the article's id."""
    last = rollups.last_closable()
    first = last - timedelta(days=DAYS - 1)
    closed = daily.read(first, last, None)
    keys = [_FALLBACK, _OUTDATED, _HELPFUL, _WROTE]
    counted: dict[tuple[str, str], dict[str, Count]] = defaultdict(dict)
    for (key, *text), count in closed.of_values(first, last, keys, "family", codes).items():
        code, slug = text
        counted[code, slug][key] = count
    found: dict[str, dict[str, Met]] = {code: {} for code in codes}
    for (code, slug), counts in counted.items():
        found[code][slug] = _met(counts)
    return found


def _met(counts: Mapping[str, Count]) -> Met:
    votes = counts.get(_HELPFUL, _NONE)
    return Met(
        fallback=counts.get(_FALLBACK, _NONE).numerator,
        outdated=counts.get(_OUTDATED, _NONE).numerator,
        unhelped=votes.denominator - votes.numerator,
        wrote=counts.get(_WROTE, _NONE).numerator,
    )
