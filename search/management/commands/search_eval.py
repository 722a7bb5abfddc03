"""Measure how good search is, against judged queries."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import locales
from search import engines
from search.engines.base import EngineError
from search.service import search
from search.tuning import judgements, runs
from search.tuning.comparing import compared
from search.tuning.measures import BadJudgementError, Judgement, read, summary


def _language(tag: str) -> str:
    code = locales.resolve(tag)
    if code is None:
        raise ArgumentTypeError(f"{tag} is none of {', '.join(locales.codes())}")
    return code


class Command(BaseCommand):
    """`manage.py search_eval FILE...`."""

    help = (
        "Runs judged queries and prints nDCG@10, MRR, success@1 and @5, and how many were "
        "refused, per language and kind, as JSON. The queries come from files (JSON lines: "
        "locale, query, relevant, kind); without any, from the judged searches of the admin. "
        "Exit status 1: what was asked for cannot be read or measured."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, the engine, a language, and the run to compare with."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--admin", action="store_true", help="Also the judged searches of the admin."
        )
        parser.add_argument(
            "--engine", choices=engines.NAMES, help="This one, whatever is in charge here."
        )
        parser.add_argument("--locale", type=_language, help="Only queries in this language.")
        parser.add_argument("--save", type=Path, metavar="FILE", help="Keep the run.")
        parser.add_argument(
            "--against", type=Path, metavar="FILE", help="Compare with a run that was kept."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, print and keep."""
        try:
            before = runs.read_figures(options["against"]) if options["against"] else None
            wanted = [one for one in _judged(options) if options["locale"] in (None, one.locale)]
        except (OSError, UnicodeDecodeError, BadJudgementError, runs.BadRunError) as error:
            raise CommandError(str(error)) from error
        if not wanted:
            raise CommandError("There are no queries to run.")
        try:
            with engines.only(options["engine"]) as engine:
                outcomes = runs.run(wanted, search)
        except EngineError as error:
            raise CommandError(str(error)) from error
        measured = {"engine": engine, **summary(outcomes)}
        if before is not None:
            measured["against"] = compared(before, runs.figures(outcomes))
        if options["save"]:
            _save(options["save"], runs.stored(outcomes, engine))
        self.stdout.write(json.dumps(measured, indent=2, ensure_ascii=False))


def _judged(options: dict[str, Any]) -> Iterator[Judgement]:
    for path in options["files"]:
        yield from read(path.read_text(encoding="utf-8").splitlines(), str(path))
    if options["admin"] or not options["files"]:
        yield from judgements.kept()


def _save(path: Path, content: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise CommandError(str(error)) from error
