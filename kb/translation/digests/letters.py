"""What a digest says, in the language of who translates."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from kb.states import Currency
from kb.translation.digests.news import News
from kb.translation.matrix import worklist
from kb.translation.matrix.views import WORKLIST
from portal import actors, cldr, locales
from portal.accounts.models import User
from portal.accounts.regular_mails import RegularMail
from portal.addresses import absolute
from portal.mail.models import OutboundMail

MOST = 5
MAIL = RegularMail("digest.translations", route="kb:digest", salt="kb.translation.digests")


def write(to: User, news: News) -> OutboundMail:
    """Queue the mail: what is new, language by language, and what is needed most of all there is.

    The number of statements is the same whatever there is to do.
    """
    locale = locales.nearest(to.locale)
    with override(locale):
        actor = actors.on_behalf_of(to, locale)
        first = worklist.first(actor.languages_of("help.translate"), MOST)
        context = {
            "languages": [
                (cldr.language(code), [_told(*one) for one in news[code]], _worklist(code))
                for code in news
            ],
            "tasks": list(_tasks(worklist.tasks(first, actor))),
        }
        subject = _("What is new to translate")
        return MAIL.queue(to, subject=subject, template="kb/mail/digest.txt", context=context)


def _tasks(tasks: Sequence[worklist.Task]) -> Iterator[tuple[str, str, str]]:
    """Each by its name, with why it is needed and where it is done."""
    for task in tasks:
        name = pgettext("article", "Translate “%(title)s” into %(language)s") % {
            "title": task.title,
            "language": cldr.language(task.ranked.code),
        }
        place = absolute(task.address) if task.address else _worklist(task.ranked.code)
        yield name, task.why, place


def _worklist(code: str) -> str:
    return absolute(reverse(WORKLIST, args=[code]))


def _told(state: Currency, count: int) -> str:
    return _words(state, count) % {"n": cldr.number(count)}


def _words(state: Currency, count: int) -> str:
    match state:
        case Currency.OUTDATED:
            return ngettext(
                "%(n)s translation is outdated: its source says something else now.",
                "%(n)s translations are outdated: their sources say something else now.",
                count,
            )
        case Currency.UPDATE_NEEDED:
            return ngettext(
                "%(n)s translation needs an update.", "%(n)s translations need an update.", count
            )
        case Currency.IN_WORK:
            return ngettext(
                "%(n)s text was submitted for translation.",
                "%(n)s texts were submitted for translation.",
                count,
            )
        case Currency.NEEDS_REVIEW:
            return ngettext(
                "%(n)s text waits to be read and approved.",
                "%(n)s texts wait to be read and approved.",
                count,
            )
    return ngettext(
        "%(n)s article is missing in this language.",
        "%(n)s articles are missing in this language.",
        count,
    )
