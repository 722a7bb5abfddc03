"""Root causes: what leads to requests, what fails, and what readers say did not help.

Each list is filtered before it is cut, and ranked by how many it concerns: a ranking needs no
significance. Whether something changed is told with the interval of the difference, or not at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.effort import groups, kept
from portal.effort.cells import Cell
from portal.effort.counts import SMALL, Count
from portal.effort.figures import BY_KEY
from portal.effort.figures.base import Words
from portal.effort.groups import UNSAID, Compared, Group
from portal.effort.naming import Named, Value, names_of
from portal.gaps import summing
from portal.gaps.effects import Share
from portal.gaps.listing import title_of
from portal.gaps.models import Gap

_MOST = 10
_WEAK = BY_KEY["search_weak"]

type Counted = tuple[str, Count, Count]
"""A value, and its count in the period and in the one before."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A topic, product, market, article or need, and how often it failed readers."""

    named: Named
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """The first of one kind, what they are counted by, and the page of all of them ("": none)."""

    key: str
    title: Words
    counted: Words
    causes: Sequence[Cause]
    figure: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranking:
    """What of a figure is ranked, by which dimension; `turned` where its numerator is no cause."""

    key: str
    title: Words
    counted: Words
    figure: str
    kind: str
    turned: bool = False


_SENT = _("Sent, of the contact starts")
_RANKINGS = (
    _Ranking(key="topics", title=_("Topics"), counted=_SENT, figure="starts_ended", kind="topic"),
    _Ranking(
        key="products", title=_("Products"), counted=_SENT, figure="starts_ended", kind="product"
    ),
    _Ranking(
        key="markets", title=_("Markets"), counted=_SENT, figure="starts_ended", kind="market"
    ),
    _Ranking(
        key="read-and-wrote",
        title=_("Articles that were read before writing to you"),
        counted=_("Requests after it, of all requests"),
        figure="failed",
        kind="family",
    ),
    _Ranking(
        key="said-no",
        title=_("Articles that readers say did not help"),
        counted=_("“No”, of the votes"),
        figure="helpful",
        kind="family",
        turned=True,
    ),
)


def build(compared: Compared, actor: Actor) -> list[Causes]:
    """All kinds of causes in the words of one person; those of which there is none as well."""
    counted = [(ranking, _remembered(ranking, compared)) for ranking in _RANKINGS]
    called = names_of(
        {(ranking.kind, value) for ranking, first in counted for value, *_counts in first}, actor
    )
    found = [_causes(ranking, first, called, compared) for ranking, first in counted]
    return [*found[:3], _needs(compared, actor), *found[3:]]


def told(causes: Causes) -> list[tuple[Named, Count, Count]]:
    """What is told of one kind, as plain values."""
    return [(one.named, one.cell.count, one.cell.before) for one in causes.causes]


def _remembered(ranking: _Ranking, compared: Compared) -> list[Counted]:
    of = (ranking.key, compared.stamp)
    return kept.once("causes", of, lambda: _counted(ranking, compared))


def _causes(
    ranking: _Ranking, first: Sequence[Counted], called: Mapping[Value, Named], compared: Compared
) -> Causes:
    figure = BY_KEY[ranking.figure]
    return Causes(
        key=ranking.key,
        title=ranking.title,
        counted=ranking.counted,
        causes=[
            Cause(called[ranking.kind, value], compared.cell(figure, *counts))
            for value, *counts in first
        ],
        figure=figure.key,
        kind=ranking.kind,
    )


def _counted(ranking: _Ranking, compared: Compared) -> list[Counted]:
    """The first values, each with its count now and before."""
    rows = groups.of(BY_KEY[ranking.figure], ranking.kind, compared).told
    if ranking.turned:
        rows = tuple(Group(row.value, _turned(row.cell)) for row in rows)
    first = _first(row for row in rows if row.value != UNSAID)
    return [(row.value, row.cell.count, row.cell.before) for row in first]


def _first(rows: Iterable[Group]) -> list[Group]:
    """Those that concern the most, without what concerns nobody."""
    wanted = (row for row in rows if row.cell.count.numerator)
    ranked = sorted(wanted, key=lambda row: (-row.cell.count.numerator, row.value))
    return ranked[:_MOST]


def _turned(cell: Cell) -> Cell:
    """The rest of the same cases."""
    return replace(cell, count=_rest(cell.count), before=_rest(cell.before))


def _rest(count: Count) -> Count:
    return Count(count.denominator - count.numerator, count.denominator)


def _needs(compared: Compared, actor: Actor) -> Causes:
    """What readers search for in vain or then write about: searches for the same are one."""
    of = (compared.period, compared.codes, actor.language, summing.version())
    first = kept.once(
        "needs", of, lambda: _titled(_counted_needs(compared), actor, compared.codes)
    )
    return Causes(
        key="needs",
        title=_("Searches for the same thing"),
        counted=_("Visits without an answer, of those that searched for it"),
        causes=[
            Cause(Named(text, locale, reverse("content_gap", args=[gap])), Cell(_WEAK, now, past))
            for (gap, now, past), text, locale in first
        ],
    )


def _titled(
    first: Sequence[Counted], actor: Actor, codes: Collection[str]
) -> list[tuple[Counted, str, str]]:
    """Each with its title and the language of that, without those that have none."""
    gaps = Gap.objects.to_read(codes).in_bulk([int(gap) for gap, *_counts in first])
    titles = ((one, title_of(gaps[int(one[0])], actor.language)) for one in first)
    return [(one, title.text, title.locale) for one, title in titles if title]


def _counted_needs(compared: Compared) -> list[Counted]:
    now, past = (
        summing.failed(*span, compared.codes) for span in (compared.period, compared.before)
    )
    told = [key for key, share in now.items() if share.failed >= SMALL]
    by_gap: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for key in told:
        by_gap[key[0]].append(key)
    rows = _first(
        Group(
            str(gap),
            Cell(_WEAK, _sum(now[key] for key in keys), _sum(past.get(key) for key in keys)),
        )
        for gap, keys in by_gap.items()
    )
    return [(row.value, row.cell.count, row.cell.before) for row in rows]


def _sum(shares: Iterable[Share | None]) -> Count:
    return sum((Count(one.failed, one.asked) for one in shares if one), Count())
