"""Roll-ups of closed days, told briefly."""

from datetime import date
from secrets import token_hex

from portal.effort.figures import BY_KEY
from portal.effort.models import ClosedDay, DailyFigure

type Rows = dict[tuple[str, str], tuple[int, int]]


def rolled_up(day: date, figure: str, kind: str, rows: Rows) -> None:
    """A figure of a closed day by value and language, each (numerator, denominator)."""
    closed, _is_new = ClosedDay.objects.get_or_create(day=day)
    closed.definitions |= {figure: BY_KEY[figure].definition}
    # As whoever writes the figures of a closed day does.
    closed.version = token_hex(8)
    closed.save()
    DailyFigure.objects.bulk_create(
        DailyFigure(
            day=day,
            figure=figure,
            kind=kind,
            value=value,
            locale=code,
            numerator=n,
            denominator=of,
        )
        for (value, code), (n, of) in rows.items()
    )
