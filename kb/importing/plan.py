"""What is to be done with each file, decided before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from kb.importing import checks
from kb.importing.checks import Families
from kb.importing.reading import ReadFile
from kb.importing.state import Facts, Inventory, PageState, digest_of
from kb.models import HelpPage

Action = Literal["create", "update", "adopt", "keep", "conflict"]


@dataclass(slots=True)
class Task:
    """One file and what it asks for."""

    file: ReadFile
    action: Action
    page: PageState | None = None
    is_source: bool = False


@dataclass(slots=True)
class FamilyPlan:
    """A family's files, its new facts if they change, and the former ids that it lacks."""

    slug: str
    facts: Facts
    tasks: list[Task] = field(default_factory=list)
    facts_change: bool = False
    facts_conflict: bool = False
    former_ids: list[str] = field(default_factory=list)

    @property
    def source(self) -> Task | None:
        return next((task for task in self.tasks if task.is_source), None)

    @property
    def translations(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_source]


def plan(
    families: Families, state: Inventory, *, force: bool, wanted: Callable[[ReadFile], bool]
) -> list[FamilyPlan]:
    """A plan for every family that has a file to import."""
    return [
        made
        for slug, files in sorted(families.items(), key=_place)
        if (made := _family(slug, files, state, force=force, wanted=wanted)).tasks
    ]


def _place(family: tuple[str, dict[str, ReadFile]]) -> tuple[int, str]:
    """Families in the order of their files' places in their topics, then of their ids."""
    slug, files = family
    return min(file.position for file in files.values()), slug


def _family(
    slug: str,
    files: dict[str, ReadFile],
    state: Inventory,
    *,
    force: bool,
    wanted: Callable[[ReadFile], bool],
) -> FamilyPlan:
    decider = checks.deciding(files, state.facts.get(slug))
    if decider and slug in state.facts and not wanted(decider):
        decider = None
    old = state.facts.get(slug)
    facts = Facts.of(decider.article) if decider else old
    assert facts is not None
    result = FamilyPlan(slug, facts)
    for locale, file in sorted(files.items()):
        if wanted(file):
            task = _task(file, state.pages.get((slug, locale)), force=force)
            task.is_source = locale == facts.source
            result.tasks.append(task)
    if result.source and result.source.action == "create":
        _renew(result.translations)
    if old is None or facts != old:
        result.facts_change = old is None or force or not _edited(old, decider, state)
        result.facts_conflict = not result.facts_change
        result.facts = facts if result.facts_change else (old or facts)
    _name_former(result, decider, state)
    return result


def _name_former(plan: FamilyPlan, decider: ReadFile | None, state: Inventory) -> None:
    named = decider.article.former_ids if decider else ()
    known = {plan.slug, *state.former.get(plan.slug, ())}
    plan.former_ids = [one for one in named if one not in known]
    plan.facts_change |= bool(plan.former_ids)


def _renew(translations: list[Task]) -> None:
    """Translations that came before their source take over its blocks' ids."""
    for task in translations:
        if task.action == "keep":
            task.action = "update"


def _edited(old: Facts, decider: ReadFile | None, state: Inventory) -> bool:
    """Whether someone has changed the facts since the import."""
    page = state.pages.get((decider.id, decider.locale)) if decider else None
    record = page.record if page else None
    return record is not None and bool(record.facts) and record.facts != old.digest


def _task(file: ReadFile, page: PageState | None, *, force: bool) -> Task:
    if page is None:
        return Task(file, "create")
    if page.is_untouched and page.record:
        return Task(file, "keep" if page.record.digest == file.state else "update", page)
    stored = HelpPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    if digest_of(stored) == file.digest and file.standing == "live":
        return Task(file, "adopt" if page.live else "keep", page)
    return Task(file, "update" if force else "conflict", page)
