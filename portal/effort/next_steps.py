"""What to do next: what touches the most readers, with a link to where it is done.

A ranking needs no significance, so a small house has one, too. Each source tells its own steps;
readers are compared by the week, since sources look at different periods.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kb.links import article_url
from kb.models import HelpPage
from portal import cldr
from portal.actors import Actor
from portal.effort import naming
from portal.effort.report import Report
from portal.gaps import failing
from portal.gaps.doing import Action
from portal.gaps.listing import Card, GapLine, cards
from portal.gaps.models import LEAST_VISITS, Gap
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


type Source = Callable[[Report, Actor], Iterator[NextStep]]


def next_steps(report: Report, actor: Actor) -> list[NextStep]:
    """The few that touch the most readers, of all sources, for one person to do."""
    found = [step for source in SOURCES for step in source(report, actor)]
    return sorted(found, key=lambda step: -step.readers)[:MOST]


def _gaps(report: Report, actor: Actor) -> Iterator[NextStep]:
    """What readers of the report's languages search for and do not find."""
    today = days.day_of()
    found = Gap.objects.in_need(report.languages).to_read(actor.languages_of("report.see"))[:MOST]
    counted = _counted(report, today - failing.PERIOD + timedelta(days=1), today)
    for card in cards(found, actor=actor, today=today).cards:
        lines = [line for line in card.lines if _is_in_need(line, report)]
        yield _of_gap(card, lines, counted)


def _is_in_need(line: GapLine, report: Report) -> bool:
    return line.row.locale in report.languages and not line.row.served_on


def _of_gap(card: Card, lines: Sequence[GapLine], counted: int) -> NextStep:
    failed = sum(line.row.failed for line in lines)
    actions = [action for line in lines for action in line.actions]
    why = ngettext(
        "%(visits)s visit found no answer in %(days)s days.",
        "%(visits)s visits found no answer in %(days)s days.",
        failed,
    ) % {"visits": cldr.number(failed), "days": cldr.number(counted)}
    nameless = _("Different wordings, each typed in fewer than %(least)s visits")
    return NextStep(
        kind=_("Content gap"),
        subject=card.title.text if card.title else nameless % {"least": cldr.number(LEAST_VISITS)},
        locale=card.title.locale if card.title else "",
        address=reverse("content_gap", args=[card.gap.pk]),
        readers=failed * _WEEK / counted,
        languages=[line.row.locale for line in lines],
        why=why,
        actions=actions[:_ACTIONS],
    )


def _articles(report: Report, actor: Actor) -> Iterator[NextStep]:
    """What readers of the report's languages read and were not helped by."""
    found = [one for one in report.lists.least_helpful if one.page][:MOST]
    pages = HelpPage.objects.filter(pk__in=[one.page for one in found])
    languages = dict(pages.values_list("pk", "locale__language_code"))
    may_edit = naming.editable(list(languages), actor)
    counted = _counted(report, report.first, report.last)
    for one in found:
        language = languages[one.page]
        edit = Action(_("Edit the article"), reverse("wagtailadmin_pages:edit", args=[one.page]))
        why = _("Readers it did not help: at least %(least)s of %(readers)s.") % {
            "least": cldr.number(round(one.not_helped)),
            "readers": cldr.number(one.readers),
        }
        yield NextStep(
            kind=pgettext("to do", "Article that does not help"),
            subject=one.title,
            locale=language,
            address=article_url(one.slug, language),
            readers=one.not_helped * _WEEK / counted,
            languages=[one.locale],
            why=why,
            actions=[edit] if one.page in may_edit else [],
        )


def _counted(report: Report, first: date, last: date) -> int:
    """Of how many days of a span anything is known: a site that is days old has no months."""
    begin = max(first, report.began or first)
    return max(1, (last - begin + timedelta(days=1)).days)


SOURCES: tuple[Source, ...] = (_gaps, _articles)
