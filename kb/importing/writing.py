"""Carries out a plan: sources in batches, then families' translations, each step short."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from kb import tree
from kb.blocks.image import Image
from kb.blocks.kind import File, Raw
from kb.importing import body, drafts, files, images, pages, parting
from kb.importing.plan import FamilyPlan, Task
from kb.importing.problems import Problem
from kb.importing.report import ImportReport
from kb.importing.state import Inventory
from kb.models import HelpPage, Imported
from kb.signals import words_changed
from kb.translation import arriving
from kb.translation.currency import keep
from kb.translation.segments import fitting, importing
from kb.translation.segments.fitting import Filing
from kb.translation.segments.storing import take_apart

_FILES_AT_ONCE = 16


@dataclass(slots=True)
class PreparedPage:
    """A page with its new words, not written yet."""

    task: Task
    facts: str
    page: HelpPage
    container: Page | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nobody is to read it yet."""
        return self.task.file.standing == "draft"


class PageWriter:
    """Writes pages, their records and their translations."""

    def __init__(
        self, state: Inventory, report: ImportReport, step: Callable[[Task], None]
    ) -> None:
        self.state = state
        self.report = report
        self.step = step
        self._containers: dict[tuple[str, str], Page] = {}
        self._kept: dict[tuple[type, str], int] = {}

    def write(self, plans: Sequence[FamilyPlan]) -> None:
        """Everything a plan asks for."""
        sources = [
            (plan, plan.source)
            for plan in plans
            if plan.source and plan.source.action in ("create", "update", "adopt")
        ]
        for some in batched(sources, _FILES_AT_ONCE):
            self._save([self._prepare(plan, task) for plan, task in some])
        self._record_facts(plans)
        for group in _batches(plans):
            self._write_translations(group)

    def _prepare(
        self, plan: FamilyPlan, task: Task, source: list[Raw] | None = None
    ) -> PreparedPage:
        facts = plan.facts.digest if task.is_source else ""
        if task.page is not None:
            page = HelpPage.objects.get(pk=task.page.pk).get_latest_revision_as_object()
            if task.action == "adopt":
                return PreparedPage(task, facts, page)
            pages.fill(page, task.file.article, self._raw(task, page.body.raw_data, source))
            return PreparedPage(task, facts, page)
        family = self.state.families[plan.slug]
        raw = self._raw(task, (), source)
        page = pages.unsaved(family, self._locale(task), task.file.article, raw)
        return PreparedPage(task, facts, page, self._container(task.file.locale, family.kind))

    def _raw(self, task: Task, old: Iterable[Raw], source: list[Raw] | None) -> list[Raw]:
        raw = body.write(task.file.article.body, store=self._keep, old=old)
        if source is not None and body.same_shape(source, raw):
            body.copy_ids(source, raw)
        return raw

    def _keep(self, shown: Image | File) -> int:
        """The number of a picture or file; each is looked for once."""
        place = type(shown), shown.digest
        if place not in self._kept:
            self._kept[place] = (
                images.store(shown) if isinstance(shown, Image) else files.store(shown)
            )
        return self._kept[place]

    def _container(self, locale: str, kind: str) -> Page:
        key = (locale, kind)
        if key not in self._containers:
            self._containers[key] = tree.container(locale, kind)
        return self._containers[key]

    def _locale(self, task: Task) -> Locale:
        code = task.file.locale
        if code not in self.state.locales:
            self._container(code, task.file.article.kind)
            self.state.locales[code] = Locale.objects.get(language_code=code)
        return self.state.locales[code]

    def _save(
        self, prepared: Sequence[PreparedPage], also: Callable[[datetime], None] | None = None
    ) -> None:
        """Write pages in one short transaction, with whatever must come with them."""
        now = timezone.now()
        with transaction.atomic():
            new = [one for one in prepared if one.container and not one.is_draft]
            pages.create([(one.container, one.page) for one in new if one.container], now)
            for one in prepared:
                if one.is_draft:
                    drafts.keep(one.page, one.container)
                elif not one.container and one.task.action != "adopt":
                    one.page.save_revision(log_action=True).publish()
                    one.page.refresh_from_db(fields=["latest_revision", "live_revision", "live"])
            _remember(prepared)
            arriving.mark_outdated(
                [one.page for one in prepared if one.task.file.standing == "outdated"]
            )
            if also:
                also(now)
            families = [self.state.families[one.task.file.id] for one in prepared]
            if families:
                words_changed(families)
            keep(family.pk for family in families)
        for one in prepared:
            self.step(one.task)

    def _record_facts(self, plans: Sequence[FamilyPlan]) -> None:
        """Remember the facts of sources whose text has not changed."""
        rows = []
        for plan in plans:
            task = plan.source
            if plan.facts_change and task and task.page and task.page.record:
                task.page.record.facts = plan.facts.digest
                rows.append(task.page.record)
        Imported.objects.bulk_update(rows, ["facts"], batch_size=500)

    def _write_translations(self, plans: Sequence[FamilyPlan]) -> None:
        """The translations of some families, with their segments."""
        prepared: list[PreparedPage] = []
        filings: list[Filing] = []
        unfit: list[HelpPage] = []
        for plan in plans:
            filing = self._source_filing(plan)
            source = list(filing.source.body.raw_data) if filing else None
            for task in plan.translations:
                if one := self._translation(plan, task, source, filing):
                    prepared.append(one)
            if filing is None:
                continue
            for one in prepared:
                if one.task.file.id == plan.slug:
                    self._fit(one, filing, unfit)
            filings.append(filing)

        def also(at: datetime) -> None:
            known = importing.has_source(filing.source.translation_key for filing in filings)
            importing.file(
                [
                    filing
                    for filing in filings
                    if filing.renderings or filing.source.translation_key in known
                ],
                at,
            )
            importing.set_aside(unfit)

        if prepared or filings:
            self._save(prepared, also)

    def _translation(
        self, plan: FamilyPlan, task: Task, source: list[Raw] | None, filing: Filing | None
    ) -> PreparedPage | None:
        if task.action in ("create", "update", "adopt"):
            return self._prepare(plan, task, source)
        self.step(task)
        return None

    def _source_filing(self, plan: FamilyPlan) -> Filing | None:
        """The source's segments, if any of its translations will be written."""
        family = self.state.families[plan.slug]
        source = plan.source
        renewed = source is not None and source.action in ("create", "update")
        busy = any(task.action in ("create", "update") for task in plan.translations)
        if family.by_hand or not (busy or (renewed and self._has_translations(plan))):
            return None
        page = (
            HelpPage.objects.filter(family=family, locale=family.source_locale_id, live=True)
            .select_related("locale", "family")
            .first()
        )
        if page is None:
            return None
        specific = page.specific
        return Filing(specific, take_apart(specific).segments)

    def _has_translations(self, plan: FamilyPlan) -> bool:
        return bool(self.state.languages(plan.slug) - {plan.facts.source})

    def _fit(self, one: PreparedPage, filing: Filing, unfit: list[HelpPage]) -> None:
        if one.task.action == "adopt":
            return
        rendering = fitting.fit(filing.segments, one.page)
        if rendering:
            one.page.by_hand = False
            filing.renderings.append(rendering)
            self.report.aligned += 1
        else:
            one.page.by_hand = True
            unfit.append(one.page)
            self.report.by_hand += 1
            parts = parting.place(filing.source.body.raw_data, one.page.body.raw_data)
            message = f"the translation does not fit its source and stands by itself: {parts}"
            name = one.task.file.place.name
            self.report.problems.append(Problem(name, 0, message, "warning"))


def _remember(prepared: Sequence[PreparedPage]) -> None:
    Imported.objects.bulk_create(
        [
            Imported(
                page_id=one.page.pk,
                digest=one.task.file.state,
                facts=one.facts,
                revision_id=one.page.latest_revision_id,
            )
            for one in prepared
        ],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["digest", "facts", "revision"],
    )


def _batches(plans: Sequence[FamilyPlan]) -> Iterator[list[FamilyPlan]]:
    """Families in groups of some sixteen files."""
    group: list[FamilyPlan] = []
    for plan in plans:
        group.append(plan)
        if sum(len(one.translations) for one in group) >= _FILES_AT_ONCE:
            yield group
            group = []
    if group:
        yield group
