"""Files of other systems, made by chance: how many go in, how fast, and what is shown as signs."""

import tempfile
from collections import Counter
from pathlib import Path

from bench.costs import cost, load
from bench.made_files import shown, tree
from bench.made_files.tree import MadeFile
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from kb.importing.report import ImportReport
from kb.importing.run import import_tree
from kb.models import HelpPage

_SEED = 20_260


def measure(size: Size) -> list[Row]:
    """Make them, import them, and read what came of each."""
    with tempfile.TemporaryDirectory() as folder:
        made = tree.write(Path(folder), size.made_files, _SEED)
        taken, report = cost(lambda: import_tree(folder))
        silent = silently_literal(made, report)
    went_in = {name for outcome, name in report.changes if outcome in ("created", "updated")}
    told = went_in | {problem.file for problem in report.errors}
    beside = {
        "files": len(made),
        "failed": report.failed,
        "warnings": len(report.warnings),
        **Counter(one.dialect for one in made),
    }
    return [
        at_least(
            "made-files-accounted-share",
            "made files of six systems that the report accounts for by name, as a share",
            sum(one.name in told for one in made) / len(made),
            1,
            **beside,
        ),
        at_least(
            "made-files-in-share",
            "made files that become articles, as a share",
            sum(one.name in went_in for one in made) / len(made),
            0.98,
            faults=[
                f"{count} × {message}"
                for message, kind, count, _ in report.by_kind
                if kind == "error"
            ][:10],
        ),
        at_most(
            "made-files-silent-literals",
            "signs that a file's own system reads as markup, shown to readers without a warning",
            len(silent),
            0,
            files_with_signs=sum(bool(one.text) for one in made),
            which=silent[:10],
        ),
        at_least(
            "made-files-per-second",
            "made files imported a second, search not yet indexed",
            len(made) / taken.wall,
            25,
            cost=taken.told(),
            load=load(),
        ),
    ]


def silently_literal(made: list[MadeFile], report: ImportReport) -> list[str]:
    """The signs that readers are shown and nobody was warned of: file, line and sign."""
    warned = {(one.file, one.line) for one in report.warnings}
    texts = {
        (locale, slug): shown.text_of(body.raw_data)
        for locale, slug, body in HelpPage.objects.values_list(
            "locale__language_code", "family__slug", "body"
        )
    }
    found = []
    for one in made:
        if one.text and (text := texts.get((one.locale, one.id), "")):
            for literal in shown.literals(one, text):
                lines = range(literal.first - 1, literal.last + 2)
                if not any((one.name, line) in warned for line in lines):
                    found.append(f"{one.name}:{literal.first}: {literal.sign}")
    return found
