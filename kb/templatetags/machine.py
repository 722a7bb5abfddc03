"""What the desk shows of machines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from kb.translation.desk.places import Place
from kb.translation.desk.rows import Row, State
from kb.translation.machine import filling
from kb.translation.machine.models import Fill

register = template.Library()


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """What machines can do for a text, have done, and what was asked for last.

    They are offered where an engine is named for the two languages, and everybody may read it.
    """

    is_offered: bool
    fill: Fill | None
    rows: Sequence[Row]

    @property
    def missing(self) -> int:
        """How many sentences a machine may translate."""
        return sum(row.state == State.TO_DO for row in self.rows)

    @property
    def unread(self) -> int:
        """How many are as a machine wrote them."""
        return sum(row.is_by_machine for row in self.rows)


@register.simple_tag
def machine_at(place: Place, rows: Sequence[Row]) -> AtTheDesk:
    """Of one language of one article; a query, and two more where an engine is named for it."""
    is_offered = bool(filling.engines_at(place)) and filling.is_public(place)
    return AtTheDesk(is_offered, Fill.latest_of(place.family, place.locale.pk), rows)
