"""The table of languages: a block for each figure, in it a line for each language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.effort.cells import Cell, looked_at
from portal.effort.figures import Figure
from portal.effort.report import Report


@dataclass(frozen=True, slots=True)
class Line:
    """A language ("" is all), and whether it is clearly "better" or "worse" than before."""

    language: str
    cell: Cell
    verdict: str


@dataclass(frozen=True, slots=True)
class Block:
    """A figure in all languages."""

    figure: Figure
    lines: Sequence[Line]


def side_by_side(report: Report) -> Iterator[Block]:
    """Each figure with its languages; the sum of them where there are several."""
    verdicts = {(one.cell.figure.key, one.language): one.verdict for one in report.changed}
    for row in report.rows:
        lines = [
            Line(language, cell, verdicts.get((row.figure.key, language), ""))
            for language, cell in looked_at(row, report.languages)
        ]
        yield Block(row.figure, lines)
