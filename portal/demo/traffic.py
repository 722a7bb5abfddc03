"""Sixty days of sample traffic, drawn from a fixed seed, so that the report has a story.

What happens is told in portal.demo.story. Rows are written as recording writes them, networks and
all, so that the closing of days finds what it finds in production.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

from portal.deflection.models import Attempt, ShownSuggestion
from portal.demo import attack, story
from portal.demo.library import Library
from portal.demo.story import STORY, Story
from portal.demo.visits import DemoReader, Rows
from portal.journal.models import BeyondShare, Step, Visit

_CHUNK = 500


def draw_rows(
    library: Library, now: datetime, plot: Story = STORY, days: int = story.DAYS
) -> Iterator[Rows]:
    """All visits of the last so many days, oldest day first, in handy portions."""
    draw = random.Random(plot.seed)  # noqa: S311 - a fixed sample, not a secret
    rows = Rows()
    for days_ago in range(days, 0, -1):
        day = (now - timedelta(days=days_ago)).date()
        for _visit in range(_visits_on(draw, plot, days_ago, is_weekend=day.weekday() >= 5)):
            seconds = draw.betavariate(3, 2.5) * 23 * 3600
            at = datetime.combine(day, time(0, 5), tzinfo=UTC) + timedelta(seconds=seconds)
            reader = DemoReader(draw, library, plot, days_ago, at)
            reader.act()
            rows.add(reader.rows)
        if len(rows.visits) >= _CHUNK:
            yield rows
            rows = Rows()
    yield rows


def _visits_on(draw: random.Random, plot: Story, days_ago: int, *, is_weekend: bool) -> int:
    ordinary = sum(plot.visits(days_ago).values())
    return round(ordinary * (0.65 if is_weekend else 1) * draw.uniform(0.85, 1.15))


def write(rows: Rows) -> None:
    """Put one portion into the database."""
    Visit.objects.bulk_create(rows.visits, batch_size=_CHUNK)
    Attempt.objects.bulk_create(rows.starts, batch_size=_CHUNK)
    ShownSuggestion.objects.bulk_create(rows.shown, batch_size=_CHUNK)
    for start, by in rows.solved:
        start.solved_by = by
    solved = [start for start, _by in rows.solved]
    Attempt.objects.bulk_update(solved, ["solved_by"], batch_size=_CHUNK)
    Step.objects.bulk_create(rows.steps, batch_size=_CHUNK)


def seed(library: Library, now: datetime, say: Callable[[str], object]) -> None:
    """Write the sample traffic, unless there is some already, or nothing to read."""
    is_there = Visit.objects.filter(day__lt=now.date()).exists()
    if not story.VISITS or not library.languages or is_there:
        return
    visits = 0
    for rows in draw_rows(library, now):
        write(rows)
        visits += len(rows.visits)
        say(f"  {visits} visits")
    write(attack.draw_rows(now))
    BeyondShare.objects.bulk_create(attack.further(now))
