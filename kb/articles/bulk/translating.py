"""Submitting articles for translation into some languages: drafts, which nobody reads yet."""

from collections.abc import Iterator

from kb import tree
from kb.articles.bulk.verdicts import Article, Choice, Reason, Verb, Verdict
from kb.translation.segments.submitting import submit
from portal.actors import Actor


def _to_submit(actor: Actor, article: Article, choice: Choice) -> Iterator[Verdict]:
    for code in choice["languages"]:
        if code in article.pages:
            yield Verdict(code, Reason.EXISTS)
        elif not actor.may("help.submit_translation", code):
            yield Verdict(code, Reason.FORBIDDEN)
        elif article.source is None:
            yield Verdict(code, Reason.NO_TEXT)
        else:
            yield Verdict(code)


def _submit(actor: Actor, article: Article, _choice: Choice, verdict: Verdict) -> None:
    locale = tree.ensure(verdict.language).locale
    submit([article.family], [locale], by=actor)


SUBMIT = Verb("submit", _to_submit, _submit)
