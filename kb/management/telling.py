"""What an import says on the command line, whatever it reads."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kb.importing.report import ImportReport
from search.engines import engine
from search.index.catching_up import catch_up_or_wait

_VERBS = {
    "created": ("created", "would create"),
    "updated": ("updated", "would update"),
    "conflict": ("kept", "would keep"),
    "failed": ("failed", "would fail"),
    "left_out": ("left out", "would leave out"),
}
_LINE_EVERY = 5.0
_INDEX_TIMEOUT = 600.0


class ImportingCommand(BaseCommand):
    """A command that brings a directory in, and tells what it did or would do."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Write nothing; say what would happen."
        )
        parser.add_argument(
            "--force", action="store_true", help="Overwrite what was edited since the last import."
        )
        parser.add_argument(
            "--no-wait", action="store_true", help="Do not wait until everything can be searched."
        )

    def finish(self, report: ImportReport, meter: "Meter", options: dict[str, Any]) -> None:
        """Say everything, wait for the search index, and exit with 1 if something failed."""
        meter.end()
        self._say(report, meter)
        if not options["dry_run"] and not options["no_wait"] and report.created + report.updated:
            self._wait(meter)
        if report.failed:
            sys.exit(1)

    def _say(self, report: ImportReport, meter: "Meter") -> None:
        for problem in (*report.warnings, *report.errors):
            style = self.style.ERROR if problem.severity == "error" else self.style.WARNING
            self.stderr.write(style(f"{problem.severity}: {problem}"))
        if report.by_kind:
            self.stdout.write("What was met, by kind:")
        for message, severity, places, files in report.by_kind:
            self.stdout.write(f"  {severity}, {places} in {files} files: {message}")
        if report.dry_run or (report.changes and len(report.changes) <= 50):
            for outcome, name in report.changes:
                self.stdout.write(f"{_VERBS[outcome][report.dry_run]} {name}")
        counts = ", ".join(
            f"{getattr(report, name)} {name.replace('_', ' ')}"
            for name in ("created", "updated", "unchanged", "conflict", "failed", "left_out")
        )
        self.stdout.write(f"{report.files} files in {meter.seconds:.1f} s: {counts}.")
        if report.aligned or report.by_hand:
            self.stdout.write(
                f"{report.aligned} translations fit their source; {report.by_hand} do not and are "
                "marked as translated by hand."
            )

    def _wait(self, meter: "Meter") -> None:
        if catch_up_or_wait(engine(), timeout=_INDEX_TIMEOUT):
            self.stdout.write(f"Everything can be searched after {meter.elapsed():.1f} s.")
        else:
            self.stderr.write("The search index is not up to date yet; a worker goes on with it.")


class Meter:
    """Progress on stderr: one line that moves on a terminal, now and then a line elsewhere."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.seconds = 0.0
        self._shown = self.started
        self._moves = sys.stderr.isatty()

    def __call__(self, done: int, total: int, name: str) -> None:
        now = time.monotonic()
        if done < total and now - self._shown < (0.2 if self._moves else _LINE_EVERY):
            return
        self._shown = now
        rate = done / max(now - self.started, 0.001)
        line = f"{done} of {total} files, {rate:.0f} a second"
        sys.stderr.write(f"\r\x1b[K{line}" if self._moves else f"{line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        self.seconds = self.elapsed()
        if self._moves:
            sys.stderr.write("\r\x1b[K")

    def elapsed(self) -> float:
        return time.monotonic() - self.started
