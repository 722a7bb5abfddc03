"""The report of one topic, product or market: the figures that are known of it, and which are not.

Nothing is shown in place of what is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from portal.actors import Actor
from portal.effort import daily, groups
from portal.effort.figures import COMPARED, FIGURES, Figure
from portal.effort.groups import Compared, OfValue
from portal.effort.naming import Named, names
from portal.effort.periods import Narrowed, Scope
from portal.journal import days as calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What is known of one value, by figure; and the figures of which it is not known."""

    scope: Scope
    kind: str
    named: Named
    known: Sequence[OfValue]
    unknown: Sequence[Figure]


def narrowed(scope: Scope, to: Narrowed, actor: Actor) -> Narrow:
    """The report of these days and languages, narrowed."""
    compared = read(scope)
    known = [figure for figure in COMPARED if to.kind in figure.grouped_by]
    return Narrow(
        scope=scope,
        kind=to.kind,
        named=names(to.kind, [to.value], actor)[to.value],
        known=[groups.of_value(figure, to.kind, to.value, compared) for figure in known],
        unknown=[figure for figure in FIGURES if _is_shown(figure) and figure not in known],
    )


def _is_shown(figure: Figure) -> bool:
    """Whether the whole report shows it; of a time, a median of one topic is never kept."""
    return figure.is_compared or figure.form == "time"


def read(scope: Scope) -> Compared:
    """What was counted of a scope, and of as many days before."""
    first = calendar.before(scope.first, scope.last)[0]
    found = daily.read(first, scope.last, timezone.now())
    return Compared(found, scope.first, scope.last, scope.languages)
