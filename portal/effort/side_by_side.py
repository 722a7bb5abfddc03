"""Languages side by side: a block for each figure, in it a line for each language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.effort.cells import Cell, Row, looked_at
from portal.effort.figures import Figure
from portal.effort.report import Report
from portal.effort.times import Time, TimeRow


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A language ("" is all), and whether it is clearly "better" or "worse" than before."""

    language: str
    told: Cell | Time
    verdict: str


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure in all languages."""

    figure: Figure
    lines: Sequence[ComparedLine]


def side_by_side(report: Report, rows: Sequence[Row | TimeRow]) -> Iterator[ComparedFigure]:
    """Each figure with its languages, and all of them together where there are several."""
    verdicts = {(one.cell.figure.key, one.language): one.verdict for one in report.changed}
    for row in rows:
        lines = [
            ComparedLine(language, told, verdicts.get((row.figure.key, language), ""))
            for language, told in looked_at(row.total, row.cells, report.languages)
        ]
        yield ComparedFigure(row.figure, lines)
