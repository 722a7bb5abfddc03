"""Publishing the drafts of articles, and taking articles back, in every language."""

from collections.abc import Iterator

from kb.articles.bulk.verdicts import Article, Choice, Reason, Verb, Verdict
from portal.actors import Actor


def _to_publish(actor: Actor, article: Article, _choice: Choice) -> Iterator[Verdict]:
    for code, page in article.pages.items():
        if page.live and not page.has_unpublished_changes:
            yield Verdict(code, Reason.UNCHANGED)
        elif not actor.may("help.publish", page):
            yield Verdict(code, Reason.FORBIDDEN)
        else:
            yield Verdict(code)


def _publish(actor: Actor, article: Article, _choice: Choice, verdict: Verdict) -> None:
    page = article.pages[verdict.language].specific
    account = actor.privileged
    revision = page.get_latest_revision() or page.save_revision(user=account)
    revision.as_object().full_clean()  # A draft may be saved unfinished.
    revision.publish(user=account)


def _to_archive(actor: Actor, article: Article, _choice: Choice) -> Iterator[Verdict]:
    for code, page in article.pages.items():
        if not page.live:
            yield Verdict(code, Reason.NOT_PUBLISHED)
        elif not actor.may("help.unpublish", page):
            yield Verdict(code, Reason.FORBIDDEN)
        else:
            yield Verdict(code)


def _archive(actor: Actor, article: Article, _choice: Choice, verdict: Verdict) -> None:
    article.pages[verdict.language].specific.unpublish(user=actor.privileged)


PUBLISH = Verb("publish", _to_publish, _publish)
ARCHIVE = Verb("archive", _to_archive, _archive)
