"""Votes on texts, and readers who wait for another one."""

from typing import Any

from kb.feedback import rewriting, versions
from kb.feedback.models import Vote
from kb.models import HelpPage
from portal.watches import asking
from portal.watches.models import Watch
from tests.factories.actors import acting


def vote(page: HelpPage, *, helpful: bool = False, reader: str = "", **fields: Any) -> Vote:
    """A vote on what readers have of a page now, by somebody of its language."""
    code = page.locale.language_code
    said = {"reader_locale": reader or code, "text_locale": code, "voter": _stranger()}
    version = versions.latest(page)
    return Vote.objects.create(
        family=page.family, helpful=helpful, version=version, **(said | fields)
    )


def wait(given: Vote, email: str = "eleni@example.com") -> Watch:
    """Whoever gave this vote has left an address, and confirmed it."""
    actor = acting(language=given.reader_locale)
    name = rewriting.name(given)
    asking.ask(actor=actor, occasion=rewriting.NAME, about=name, email=email)
    watch = Watch.objects.get(about=name, email=email)
    asking.confirm(watch)
    return watch


def rewrite(page: HelpPage, text: str) -> HelpPage:
    """Publish a page with another paragraph as its only one."""
    fresh: HelpPage = HelpPage.objects.get(pk=page.pk).specific
    fresh.body = [("text", f"<p>{text}</p>")]
    fresh.save_revision().publish()
    return HelpPage.objects.get(pk=page.pk)


def _stranger() -> str:
    return f"token:{Vote.objects.count()}"
