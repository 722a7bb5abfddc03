"""Measure how good search is, against judged queries."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import service
from search.tuning.measures import BadJudgementError, Judgement, Outcome, read, summary


class Command(BaseCommand):
    """`manage.py search_eval FILE...`."""

    help = (
        "Runs judged queries (JSON lines: locale, query, relevant, kind) and prints nDCG@10, MRR, "
        "success@1 and @5, and how many were refused, per language and kind, as JSON."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, and a language."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--locale", help="Only queries in this language.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        try:
            judgements = [
                judgement
                for path in options["files"]
                for judgement in read(path.read_text().splitlines(), path.name)
                if options["locale"] in (None, judgement.locale)
            ]
        except (OSError, UnicodeDecodeError, BadJudgementError) as error:
            raise CommandError(str(error)) from error
        if not judgements:
            raise CommandError("There are no queries to run.")
        outcomes = [_outcome(judgement) for judgement in judgements]
        self.stdout.write(json.dumps(summary(outcomes), indent=2, ensure_ascii=False))


def _outcome(judgement: Judgement) -> Outcome:
    results = service.search(query=judgement.query, locale=judgement.locale)
    return Outcome(judgement, [hit.id for hit in results.results], results.weak)
