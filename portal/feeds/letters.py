"""What the weekly mail says, in the language of who receives it. Nothing in it tells on a few."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal import actors, cldr, locales
from portal.accounts.models import User
from portal.accounts.regular_mails import RegularMail
from portal.addresses import absolute
from portal.effort import leaving
from portal.effort.cells import Changed, what_changed
from portal.effort.leaving import Line
from portal.effort.report import Report
from portal.feeds import to_do
from portal.mail.models import OutboundMail

_MOST_CHANGES = 5
_LATELY = timedelta(days=21)
MAIL = RegularMail("digest", route="weekly:stop", salt="feeds.weekly.stop")


@dataclass(frozen=True, slots=True)
class Week:
    """What a week's mail tells those who see these languages."""

    report: Report
    # Of so long that lists, which are told by whole weeks, have something on them.
    lately: Report
    requests: Line
    changed: list[Changed]


def told(week: date, languages: tuple[str, ...], *, at: datetime) -> Week:
    """The week that begins with this Monday, for readers of these languages."""
    report = leaving.build(week, week + timedelta(days=6), languages=languages, at=at)
    lines = leaving.figures(report)
    requests = next(line for line in lines if line.cell.figure.key == "requests")
    changed = what_changed(leaving.rows(lines), report.languages)
    lately = leaving.build(week - _LATELY, report.last, languages=languages, at=at)
    return Week(report, lately, requests, changed[:_MOST_CHANGES])


def write(to: User, week: Week) -> OutboundMail:
    """Queue the mail."""
    locale = locales.nearest(to.locale)
    report = week.report
    with override(locale):
        actor = actors.on_behalf_of(to, locale)
        period = f"?first={report.first}&last={report.last}"
        context = {
            "week": week,
            "steps": to_do.next_three(week.lately, actor),
            "languages": [cldr.language(code) for code in report.languages],
            "is_all": report.languages == locales.codes(),
            "address": absolute(f"{reverse('effort_report')}{period}"),
        }
        named = {"first": cldr.day(report.first), "last": cldr.day(report.last)}
        subject = _("Support effort, %(first)s to %(last)s") % named
        return MAIL.queue(to, subject=subject, template="feeds/weekly.txt", context=context)
