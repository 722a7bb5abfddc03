"""A Zendesk Guide export, brought in: topics, articles, translations, files, old addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.importing.problems import Problem
from kb.importing.reading import ReadFile
from kb.importing.report import ImportReport, Progress
from kb.importing.run import bring_in
from kb.moving import attachments, centre
from kb.moving import export as folder
from kb.moving.attachments import Shelf
from kb.moving.centre import Centre, CentreText, Item
from kb.moving.export import Export
from kb.moving.ids import Ids
from kb.moving.texts import Texts, name_of
from portal import locales

_UNKNOWN = "unknown locale “%s”; add the language to LANGUAGES, or an alias of one that is there"


@dataclass(slots=True)
class Moved:
    """What the importer says, and how much of each kind the export has."""

    report: ImportReport
    totals: dict[str, int] = field(default_factory=dict)


def move_in(
    directory: str | Path,
    *,
    force: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Moved:
    """Bring the database in line with an export; raises NotADirectoryError."""
    export = folder.read(Path(directory))
    there = centre.of(export)
    ids, shelf = Ids(there.items.values()), Shelf(export)
    texts = Texts(there, ids, shelf, export.hosts)
    report = ImportReport(dry_run=dry_run)
    for problem in (*export.problems, *there.problems):
        _leave_out(report, problem)
    files = list(_files(there, texts, report))
    bring_in(files, report, force=force, dry_run=dry_run, progress=progress, made=ids.keep)
    for problem in shelf.problems:
        _leave_out(report, problem)
    for path in shelf.unused():
        _leave_out(report, Problem(path, 0, _NOT_NAMED, "warning"))
    report.problems += ids.gone(there.items)
    if not dry_run:
        attachments.store(texts.documents.values(), export)
    return Moved(report, _totals(export, there, files, texts))


_NOT_NAMED = "the file is left out; no text shows it and no list of attachments names it"


def _leave_out(report: ImportReport, problem: Problem) -> None:
    report.problems.append(problem)
    report.count("failed" if problem.severity == "error" else "left_out", problem.file)


def _files(there: Centre, texts: Texts, report: ImportReport) -> Iterator[ReadFile]:
    for _key, item in sorted(there.items.items()):
        chosen = dict(_by_locale(item, report))
        source = locales.resolve(item.source)
        if source is None and chosen:
            source = next(iter(chosen))
        for locale, words in chosen.items():
            yield texts.read(item, words, locale, source or locales.DEFAULT)


def _by_locale(item: Item, report: ImportReport) -> Iterator[tuple[str, CentreText]]:
    """One text for each language of the site: of two, such as en-us and en-gb, the source."""
    taken: dict[str, str] = {}
    for tag in sorted(item.words, key=lambda tag: (tag != item.source, tag)):
        words = item.words[tag]
        locale = locales.resolve(tag)
        if locale is None:
            _leave_out(report, Problem(name_of(item, words), 0, _UNKNOWN % tag[:20]))
        elif locale in taken:
            message = f"left out: the site has one language for this and for “{taken[locale]}”"
            _leave_out(report, Problem(name_of(item, words), 0, message, "warning"))
        else:
            taken[locale] = tag
            yield locale, words


def _totals(export: Export, there: Centre, files: list[ReadFile], texts: Texts) -> dict[str, int]:
    kinds = [key[0] for key in there.items]
    return {
        "categories": kinds.count(centre.CATEGORY),
        "sections": kinds.count(centre.SECTION),
        "articles": kinds.count(centre.ARTICLE),
        "texts": len(files),
        "of these unpublished": sum(file.standing == "draft" for file in files),
        "of these outdated": sum(file.standing == "outdated" for file in files),
        "attachments": len(export.of("article_attachment")),
        "documents": len(texts.documents),
        "old addresses": len(there.items) + len(texts.documents),
    }
