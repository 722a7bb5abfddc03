"""Fills an empty installation with the sample data, once."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageLogEntry

from kb.feedback.models import Version
from kb.importing.run import import_tree
from kb.models import HelpPage
from portal import locales
from portal.accounts.models import User
from portal.demo import (
    edits,
    glossary,
    library,
    notes,
    people,
    requests,
    story,
    support,
    threads,
    traffic,
    votes,
)
from portal.effort import rollups
from portal.gaps import texts
from portal.gaps.regrouping import regroup
from portal.legal import drafts
from portal.legal.models import LegalPage
from portal.operations import steps

CONTENT = Path(__file__).parent / "content"
LEGAL = Path(__file__).parent / "legal"
Say = Callable[[str], object]
Embedding = Callable[[], AbstractContextManager[object]]


def prepare(say: Say, *, embedding: Embedding = nullcontext) -> None:
    """Take the steps of every installation; seed the sample unless that was done before.

    Where an owner begins, with a first category and administrator, stands the sample. Each part
    leaves alone what it finds, so a start that was broken off goes on where it stopped. In
    `embedding` the embedder answers, if there is one: gaps that were counted apart, language by
    language, cannot be put together later.
    """
    say("Bringing the installation up to date ...")
    steps.lay_foundation()
    seeded = Path(settings.VAR_DIR) / "demo-seeded"
    if seeded.exists():
        return
    say("Importing the articles ...")
    _import_articles(say)
    glossary.seed()
    publish_legal_pages()
    say("Adding people and the community ...")
    people.seed()
    support.seed()
    now = timezone.now()
    moderator = User.objects.get(email=people.MODERATOR)
    threads.seed(now, moderator, User.objects.get(email=people.ADMINISTRATOR))
    say("Drawing 60 days of sample traffic ...")
    found = library.read()
    traffic.seed(found, now, say)
    votes.seed()
    requests.seed(found, now)
    notes.seed(now)
    edits.seed(say)
    say("Building the search index and the report's figures ...")
    rollups.close_days(now)
    call_command("search_rebuild", verbosity=0)
    with embedding():
        regroup(now)
    texts.count(now)
    seeded.touch()


def _import_articles(say: Say) -> None:
    report = import_tree(CONTENT, locales=locales.codes())
    for problem in report.problems:
        say(f"  {problem}")
    say(f"  {report.created} pages")
    date_back(timezone.now())


def date_back(now: datetime) -> None:
    """Have the articles published before the readers came, but for what closes the story's gap."""
    closing = Q(family__slug=story.GAP_FAMILY)
    for pages, days_ago in ((~closing, story.DAYS + 1), (closing, story.GAP_CLOSED_DAYS_AGO)):
        at, found = now - timedelta(days=days_ago), HelpPage.objects.filter(pages)
        found.update(first_published_at=at)
        Version.objects.filter(page__in=found.values("pk")).update(published_at=at)
        PageLogEntry.objects.filter(page__in=found.values("pk")).update(timestamp=at)


def publish_legal_pages() -> None:
    """The demo's own texts, where an owner adapts the drafts; they are in our languages alone."""
    for page in LegalPage.objects.filter(live=False).select_related("locale"):
        source = LEGAL / page.locale.language_code / f"{page.kind}.md"
        if source.exists():
            drafts.written(source, page).save_revision().publish()
