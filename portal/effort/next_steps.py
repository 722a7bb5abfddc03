"""What to do next: what touches the most readers, with a link to where it is done.

A ranking needs no significance, so a small house has one, too. Each source tells its own steps;
readers are compared by the week, since sources look at different periods.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kb.links import article_url
from kb.models import HelpPage
from portal import cldr
from portal.actors import Actor
from portal.effort import naming
from portal.effort.lists import FamilyVotes
from portal.effort.report import Report
from portal.gaps import failing
from portal.gaps.doing import Action, Doing
from portal.gaps.listing import title_of
from portal.gaps.models import LEAST_VISITS, Gap, GapLanguage
from portal.journal import days

MOST = 3
_ACTIONS = 2
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do.

    `kind` names what is wrong; `subject` is what it is about, in the language `locale` ("" for the
    reader's own), and stands at `address`. `readers` are those whom it touches in a week,
    `languages` are theirs, and `why` says it in words. `actions` are what its reader may do.
    """

    kind: str
    subject: str
    locale: str
    address: str
    readers: float
    languages: Sequence[str]
    why: str
    actions: Sequence[Action]


type Found = tuple[float, Any]
"""How many readers something touches in a week, and what it is."""


class StepSource(Protocol):
    """Where steps come from, for one person who reads a report."""

    def __init__(self, report: Report, actor: Actor) -> None: ...

    def find(self) -> Iterator[Found]:
        """What there is to do, without what is told of it."""

    def tell(self, found: Sequence[Found]) -> Iterator[NextStep]:
        """Some of it, as it is shown."""


def next_steps(report: Report, actor: Actor) -> list[NextStep]:
    """The few that touch the most readers, of all sources, for one person to do."""
    sources = [source(report, actor) for source in SOURCES]
    found = [(one, source) for source in sources for one in source.find()]
    first = sorted(found, key=lambda one: -one[0][0])[:MOST]
    steps: list[NextStep] = []
    for source in sources:
        if own := [one for one, of in first if of is source]:
            steps += source.tell(own)
    return sorted(steps, key=lambda step: -step.readers)


class _Gaps:
    """What readers of the report's languages search for and do not find."""

    def __init__(self, report: Report, actor: Actor) -> None:
        self._languages, self._actor = report.languages, actor
        today = days.day_of()
        self._days = _counted(report, today - failing.PERIOD + timedelta(days=1), today)

    def find(self) -> Iterator[Found]:
        seen = self._actor.languages_of("report.see")
        for gap in Gap.objects.in_need(self._languages).typed_in(seen)[:MOST]:
            yield _failed(self._in_need(gap)) * _WEEK / self._days, gap

    def tell(self, found: Sequence[Found]) -> Iterator[NextStep]:
        doing = Doing(self._actor, [one for _readers, gap in found for one in gap.languages.all()])
        for readers, gap in found:
            yield self._step(gap, readers, doing)

    def _in_need(self, gap: Gap) -> list[GapLanguage]:
        return [
            one
            for one in gap.languages.all()
            if one.locale in self._languages and not one.is_small and not one.served_on
        ]

    def _step(self, gap: Gap, readers: float, doing: Doing) -> NextStep:
        languages, title = self._in_need(gap), title_of(gap, self._actor.language)
        texts, siblings = gap.texts, list(gap.languages.all())
        actions = [
            action
            for one in languages
            for action in doing.actions(one, texts[one.locale], siblings)
        ]
        failed = _failed(languages)
        why = ngettext(
            "%(visits)s visit found no answer in %(days)s days.",
            "%(visits)s visits found no answer in %(days)s days.",
            failed,
        ) % {"visits": cldr.number(failed), "days": cldr.number(self._days)}
        nameless = _("Different wordings, each typed in fewer than %(least)s visits")
        return NextStep(
            kind=_("Content gap"),
            subject=title.text if title else nameless % {"least": cldr.number(LEAST_VISITS)},
            locale=title.locale if title else "",
            address=reverse("content_gap", args=[gap.pk]),
            readers=readers,
            languages=[one.locale for one in languages],
            why=why,
            actions=actions[:_ACTIONS],
        )


def _failed(languages: Iterable[GapLanguage]) -> int:
    return sum(one.failed for one in languages)


class _Articles:
    """What readers of the report's languages read and were not helped by."""

    def __init__(self, report: Report, actor: Actor) -> None:
        self._report, self._actor = report, actor

    def find(self) -> Iterator[Found]:
        counted = _counted(self._report, self._report.first, self._report.last)
        for one in [one for one in self._report.lists.least_helpful if one.page][:MOST]:
            yield one.not_helped * _WEEK / counted, one

    def tell(self, found: Sequence[Found]) -> Iterator[NextStep]:
        pages = HelpPage.objects.filter(pk__in=[one.page for _readers, one in found])
        languages = dict(pages.values_list("pk", "locale__language_code"))
        may_edit = naming.editable(list(languages), self._actor)
        for readers, one in found:
            yield self._step(one, readers, languages[one.page], may_edit=one.page in may_edit)

    def _step(
        self, one: FamilyVotes, readers: float, language: str, *, may_edit: bool
    ) -> NextStep:
        edit = Action(_("Edit the article"), reverse("wagtailadmin_pages:edit", args=[one.page]))
        why = _("Readers it did not help: at least %(least)s of %(readers)s.") % {
            "least": cldr.number(round(one.not_helped)),
            "readers": cldr.number(one.readers),
        }
        return NextStep(
            kind=pgettext("to do", "Article that does not help"),
            subject=one.title,
            locale=language,
            address=article_url(one.slug, language),
            readers=readers,
            languages=[one.locale],
            why=why,
            actions=[edit] if may_edit else [],
        )


def _counted(report: Report, first: date, last: date) -> int:
    """Of how many days of a span anything is known: a site that is days old has no months."""
    return max(1, (last - report.counted_since(first) + timedelta(days=1)).days)


SOURCES: tuple[type[StepSource], ...] = (_Gaps, _Articles)
