"""The report as it leaves the house, by file, by program or by mail: no cell tells on a few.

Its numbers are of whole blocks of closed days (portal.effort.blocks), so each line says of which
days it is: an open day would tell whoever asks twice of single cases. So are those of the period
before, and of what was left out. The line for all languages adds up the lines that are shown:
nothing is left to subtract.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Literal

from portal.effort import blocks, left_out, listed
from portal.effort import report as reports
from portal.effort.blocks import Block, Blocks
from portal.effort.cells import Cell, Row
from portal.effort.changes import Difference
from portal.effort.counts import NOTHING, WHOLE, Count
from portal.effort.figures import BY_KEY, COMPARED, Figure
from portal.effort.figures.first_answer import MINUTES
from portal.effort.left_out import Left, LeftOut
from portal.effort.report import Report
from portal.effort.sums import Asked
from portal.effort.times import TIMED, Time
from portal.journal import days as calendar

ALL = "all"
_QUARTER = timedelta(minutes=15)
_FEW_TIMES = 20

type Told = Mapping[tuple[str, ...], Blocks]
"""By figure, language and value."""
type Waited = dict[tuple[str, str], dict[int, Mapping[date, Count]]]
"""By figure and language: of so many minutes, each day's cases."""
type State = Literal["counted", "none", "no data", "held back", "not counted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is told of a figure in one language, or in all; or of one item of a list.

    `told` and `before` are the days of the period and of the one before that are told, None where
    they are none; `any_day` says whether anything at all was counted on a day of the period.
    """

    cell: Cell
    language: str
    told: Block | None
    period: tuple[date, date]
    before: Block | None = None
    left: Left = field(default_factory=Left)
    any_day: bool = True
    kind: str = ""
    item: str = ""
    # Of a figure of time: how many waited so many minutes.
    minutes: Counter[int] = field(default_factory=Counter)

    @property
    def state(self) -> State:
        if not self.cell.is_recorded:
            return "not counted" if self.any_day else "no data"
        if self.told is not None:
            return "counted"
        return "held back" if self.cell.n else "none"

    @property
    def days(self) -> tuple[date, date]:
        """Of which days it tells."""
        return (self.told.first, self.told.last) if self.told else self.period

    @property
    def shown(self) -> Cell:
        """The figure as far as it is told."""
        return Cell(
            self.cell.figure,
            self.told.count if self.told else NOTHING,
            self.before.count if self.before else NOTHING,
            is_recorded=self.cell.is_recorded,
            is_older=self.cell.is_older,
        )

    @property
    def value(self) -> float | None:
        """The figure as far as it is told; a time in minutes, to a quarter of an hour."""
        if self.cell.figure.form == "time":
            return _in_minutes(self._time.median)
        return self.shown.value

    @property
    def interval(self) -> tuple[float | None, float | None] | None:
        """Its 95 % interval; of few times none, as its ends are those of two cases."""
        if self.cell.figure.form != "time":
            return self.shown.interval
        if self._time.n < _FEW_TIMES:
            return None
        low, high = self._time.interval or (None, None)
        return _in_minutes(low), _in_minutes(high)

    @property
    def change(self) -> Difference | None:
        """Against the period before, as far as both are told; of a time nothing is told."""
        return None if self.cell.figure.form == "time" else self.shown.change

    @property
    def _time(self) -> Time:
        return Time(self.cell.figure, self.minutes)


def build(
    first: date,
    last: date,
    *,
    languages: Sequence[str] | None = None,
    at: datetime | None = None,
) -> Report:
    """The report as it may leave the house: of those of these days that are closed."""
    return reports.build(first, last, languages=languages, at=at, closed_alone=True)


def figures(report: Report) -> list[Line]:
    """A line for each figure and language, that for all of them first."""
    told = _blocks(report, COMPARED)
    left = LeftOut(report)
    any_day = _any_day(report)
    return [line for row in report.rows for line in _of_row(report, row, told, left, any_day)]


def times(report: Report) -> Iterator[Line]:
    """The same of the figures of time: the medians of the days and cases that are told of."""
    told = _blocks(report, TIMED)
    waited = _waited(report)
    left = LeftOut(report)
    any_day = _any_day(report)
    for row in report.times:
        cells = tuple(_as_cell(time) for time in row.cells)
        total, *lines = _of_row(
            report, Row(row.figure, _as_cell(row.total), cells), told, left, any_day
        )
        own = [replace(one, minutes=_minutes(one, waited)) for one in lines]
        yield replace(total, minutes=sum((one.minutes for one in own), Counter()))
        yield from own


def items(report: Report) -> Iterator[Line]:
    """The items of the lists, without those that are held back: their words may tell as well."""
    wanted = {
        ("search_weak", "query"): {(q.query, q.locale) for q in report.lists.failing_queries},
        ("helpful", "family"): {(v.slug, v.locale) for v in report.lists.least_helpful},
        ("wrote_after_reading", "family"): {(w.slug, w.locale) for w in report.lists.wrote_anyway},
    }
    for (key, kind), found in wanted.items():
        figure = BY_KEY[key]
        told = listed.told(report, figure, kind, found) if found else {}
        for (value, locale), block in sorted(told.items(), key=itemgetter(0)):
            yield Line(
                cell=Cell(figure, block.count),
                language=locale,
                told=block,
                period=(report.first, report.last),
                kind=kind,
                item=value,
            )


def _as_cell(time: Time) -> Cell:
    return Cell(time.figure, Count(time.n, time.n), is_recorded=time.is_recorded)


def _waited(report: Report) -> Waited:
    """By figure and language, how many waited so many minutes each day."""
    period = (report.first, report.last)
    asked = Asked.by_day(period, MINUTES, [figure.key for figure in TIMED])
    found: Waited = defaultdict(dict)
    for (key, code, minutes), days in report.all_closed.series(asked).items():
        found[key, code][int(minutes)] = days
    return found


def _minutes(line: Line, waited: Waited) -> Counter[int]:
    """How many waited so many minutes, on the days that a line of one language tells of."""
    found: Counter[int] = Counter()
    if told := line.told:
        for minutes, days in waited[line.cell.figure.key, line.language].items():
            within = (n for day, n in days.items() if told.first <= day <= told.last)
            found[minutes] += sum(count.denominator for count in within)
    return found


def _in_minutes(time: timedelta | None) -> float | None:
    """To a quarter of an hour: to the minute it would be somebody's."""
    return None if time is None else round(time / _QUARTER) * 15.0


def rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """The rows of the report as far as they are told, from the lines of its figures."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.cell.figure.key].append(line)
    return tuple(
        Row(total.cell.figure, total.shown, tuple(one.shown for one in own))
        for total, *own in found.values()
    )


def _of_row(report: Report, row: Row, told: Told, left: LeftOut, any_day: bool) -> list[Line]:
    """The figure's lines: that for all languages adds up the others."""
    period = (report.first, report.last)
    past = calendar.before(*period)
    own = []
    for code, cell in zip(report.languages, row.cells, strict=True):
        found = told.get((row.figure.key, code, ""), blocks.NONE)
        own.append(
            Line(
                cell=cell,
                language=code,
                told=found.within(*period),
                before=found.within(*past),
                left=left.of(row.figure, code),
                period=period,
                any_day=any_day,
            )
        )
    total = Line(
        cell=row.total,
        language=ALL,
        told=_together([line.told for line in own]),
        before=_together([line.before for line in own]),
        left=left_out.together(line.left for line in own),
        period=period,
        any_day=any_day,
    )
    return [total, *own]


def _together(told: list[Block | None]) -> Block | None:
    shown = [block for block in told if block]
    return blocks.together(shown) if shown else None


def _blocks(report: Report, of: Collection[Figure]) -> Told:
    """Of these figures, the blocks of each language since counting began."""
    return report.all_closed.blocks(*report.counted, WHOLE, [figure.key for figure in of])


def _any_day(report: Report) -> bool:
    """Whether anything at all was counted on a day of the period."""
    return any(row.total.is_recorded for row in report.rows)
