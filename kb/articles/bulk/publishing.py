"""Publishing the drafts of articles, and taking articles back, in every language."""

from collections.abc import Iterator, Sequence

from kb.articles.bulk.verdicts import BulkArticle, Choice, Hindrance, Verb, Verdict
from kb.translation import publishing
from portal.actors import Actor


def _to_publish(actor: Actor, article: BulkArticle, _choice: Choice) -> Iterator[Verdict]:
    for code in article.pages:
        yield Verdict(code, next(_reasons(actor, article, code), ""))


def _reasons(actor: Actor, article: BulkArticle, code: str) -> Iterator[Hindrance]:
    """Why a text is not published, as `kb.translation.publishing` says it of one article."""
    page, rest = article.pages[code], article.left.get(code)
    if page.live and not page.has_unpublished_changes and not (rest and page.has_news):
        yield Hindrance.UNCHANGED
    if not actor.may("help.publish", page):
        yield Hindrance.FORBIDDEN
    if page.locked:
        yield Hindrance.LOCKED
    if page.is_sent_back:
        yield Hindrance.SENT_BACK
    if rest and rest.untranslated:
        yield Hindrance.UNFINISHED
    if rest and rest.unreviewed and not publishing.may_be_unread(page, actor):
        yield Hindrance.UNREAD


def _publish(actor: Actor, article: BulkArticle, _choice: Choice, codes: Sequence[str]) -> None:
    for code in codes:
        publishing.publish(article.pages[code], actor=actor)


def _to_archive(actor: Actor, article: BulkArticle, _choice: Choice) -> Iterator[Verdict]:
    for code, page in article.pages.items():
        if not page.live:
            yield Verdict(code, Hindrance.NOT_PUBLISHED)
        elif not actor.may("help.unpublish", page):
            yield Verdict(code, Hindrance.FORBIDDEN)
        else:
            yield Verdict(code)


def _archive(actor: Actor, article: BulkArticle, _choice: Choice, codes: Sequence[str]) -> None:
    for code in codes:
        article.pages[code].specific.unpublish(user=actor.privileged)


PUBLISH = Verb("publish", _to_publish, _publish)
ARCHIVE = Verb("archive", _to_archive, _archive)
