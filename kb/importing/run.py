"""A directory into the database: everything is checked first, then written in short steps.

Each step is a transaction of its own, so nobody waits long for the write lock, and an import that
is killed is simply run again. Sources come before translations.
"""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from kb.importing import checks, facts, finding, former, gone, reading, sources
from kb.importing.plan import FamilyPlan, Task, plan
from kb.importing.problems import Problem
from kb.importing.reading import ReadFile
from kb.importing.report import ImportReport, Outcome, Progress
from kb.importing.state import Inventory, load
from kb.importing.writing import PageWriter
from kb.models.ids import present_ids
from portal import locales as portal_locales

_OUTCOMES: dict[str, Outcome] = {
    "create": "created",
    "update": "updated",
    "adopt": "unchanged",
    "keep": "unchanged",
    "conflict": "conflict",
}
_CONFLICT = "it has been edited since the import and is kept (--force overwrites it)"
_FACTS_CONFLICT = "its topics, products or markets have been edited since and are kept"


def import_tree(
    directory: str | Path,
    *,
    locales: Collection[str] | None = None,
    force: bool = False,
    dry_run: bool = False,
    folders_as_topics: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the database in line with `DIR/<locale>/<id>.md`; raises NotADirectoryError.

    `locales` limits what is written, not what links and topics may point to. With
    `folders_as_topics` each folder below a language's is the topic of what lies in it. `progress`
    is called with the number of files done, of all, and the last one's name.
    """
    directory = Path(directory)
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    limit = None if locales is None else {portal_locales.resolve(code) for code in locales}
    found = finding.find(directory, folders_as_topics=folders_as_topics)
    former.under_present_ids(found, present_ids())
    report = ImportReport(dry_run=dry_run)
    report.problems += found.problems
    for name in found.left_out:
        report.count("left_out", name)
    for problem in found.problems:
        if problem.severity == "error":
            report.count("failed", problem.file)
    report.problems += gone.problems(found.places)
    files = [
        reading.read(place, directory, partial(found.target, place)) for place in found.places
    ]
    bring_in(files, report, force=force, dry_run=dry_run, limit=limit, progress=progress)
    languages = {place.name: place.locale for place in found.places}
    report.problems = [one for one in report.problems if _concerns(one, languages, limit)]
    return report


def bring_in(
    files: list[ReadFile],
    report: ImportReport,
    *,
    force: bool = False,
    dry_run: bool = False,
    limit: Collection[str | None] | None = None,
    progress: Progress | None = None,
    made: facts.Made = facts.nothing_more,
) -> None:
    """Bring the database in line with files, whatever read them; the report says all of them."""
    for file in files:
        name, log = file.place.name, file.log
        report.problems += [Problem(name, one.line, one.message) for one in log.faults]
        report.problems += [Problem(name, one.line, one.message, "warning") for one in log.notes]
    named, mentioned, present = {file.id for file in files}, _mentioned(files), present_ids()
    state = load(named | mentioned | {present[one] for one in mentioned & present.keys()})
    owners, claims = former.owners(files, present, named | state.families.keys())
    former.rename_topics(files, owners)
    sources.settle(files, state.facts)
    report.problems += claims
    plans = _plans(files, set(owners), state, report, force=force, limit=limit)
    _count(plans, report)
    if not dry_run:
        facts.write(plans, state, made)
        PageWriter(state, report, _steps(progress, plans, report)).write(plans)


def _concerns(
    problem: Problem, languages: dict[str, str], limit: Collection[str | None] | None
) -> bool:
    folder = portal_locales.resolve(problem.file.partition("/")[0])
    return limit is None or languages.get(problem.file, folder) in limit


def _mentioned(files: list[ReadFile]) -> set[str]:
    """Families that files point to."""
    links = {target for file in files for _line, target in file.links}
    shared = {slug for file in files for slug in (*file.article.topics, *file.article.former_ids)}
    return links | shared


def _plans(
    files: list[ReadFile],
    ids: set[str],
    state: Inventory,
    report: ImportReport,
    *,
    force: bool,
    limit: Collection[str | None] | None,
) -> list[FamilyPlan]:
    families = checks.by_family(files)
    problems = list(checks.problems(families, state, ids))
    report.problems += problems
    bad = {problem.file for problem in report.problems if problem.severity == "error"}
    for file in files:
        if file.place.name in bad and (limit is None or file.locale in limit):
            report.count("failed", file.place.name)
    good = checks.by_family(file for file in files if file.place.name not in bad)
    wanted: Callable[[ReadFile], bool] = lambda file: limit is None or file.locale in limit  # noqa: E731
    return plan(good, state, force=force, wanted=wanted)


def _count(plans: list[FamilyPlan], report: ImportReport) -> None:
    for family in plans:
        for task in family.tasks:
            outcome = _OUTCOMES[task.action]
            if outcome == "unchanged" and task.is_source and family.facts_change:
                outcome = "updated"
            report.count(outcome, task.file.place.name)
            if outcome == "conflict":
                report.problems.append(_conflict(task, _CONFLICT))
        if family.facts_conflict:
            first = family.source or family.tasks[0]
            report.problems.append(_conflict(first, _FACTS_CONFLICT))


def _conflict(task: Task, message: str) -> Problem:
    return Problem(task.file.place.name, 0, message, "warning")


def _steps(
    progress: Progress | None, plans: list[FamilyPlan], report: ImportReport
) -> Callable[[Task], None]:
    total = sum(len(family.tasks) for family in plans)
    done = 0

    def step(task: Task) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total, task.file.place.name)

    return step
