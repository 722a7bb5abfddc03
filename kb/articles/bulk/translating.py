"""Submitting articles for translation, to people or machines: drafts, which nobody reads yet."""

from collections.abc import Iterator, Sequence

from kb import tree
from kb.articles.bulk.verdicts import BulkArticle, Choice, Hindrance, Verb, Verdict
from kb.translation.machine.asking import ask
from kb.translation.segments.submitting import submit
from portal.actors import Actor
from portal.machine_translation.translating import engines_for
from search.documents import PUBLIC


def _to_submit(actor: Actor, article: BulkArticle, choice: Choice) -> Iterator[Verdict]:
    for code in choice["languages"]:
        if code in article.pages:
            yield Verdict(code, Hindrance.EXISTS)
        elif not actor.may("help.submit_translation", code):
            yield Verdict(code, Hindrance.FORBIDDEN)
        elif article.source is None:
            yield Verdict(code, Hindrance.NO_TEXT)
        else:
            yield Verdict(code)


def _submit(actor: Actor, article: BulkArticle, _choice: Choice, codes: Sequence[str]) -> None:
    submit([article.family], [tree.ensure(code).locale for code in codes], by=actor)


def _to_machine(actor: Actor, article: BulkArticle, choice: Choice) -> Iterator[Verdict]:
    for code in choice["languages"]:
        yield Verdict(code, next(_no_machine(actor, article, code), ""))


def _no_machine(actor: Actor, article: BulkArticle, code: str) -> Iterator[Hindrance]:
    """Why a machine is not asked for a text; one that is not begun is begun first."""
    page, rest, source = article.pages.get(code), article.left.get(code), article.source
    if page is None:
        if not actor.may("help.submit_translation", code):
            yield Hindrance.FORBIDDEN
    elif not actor.may("help.translate_text", page):
        yield Hindrance.FORBIDDEN
    elif rest is None or not rest.untranslated:
        yield Hindrance.UNCHANGED
    if source is None:
        yield Hindrance.NO_TEXT
    elif not source.live or article.audience(source) != (PUBLIC,):
        yield Hindrance.NOT_PUBLIC
    if not engines_for(article.family.source_locale.language_code, code):
        yield Hindrance.NO_MACHINE


def _machine(actor: Actor, article: BulkArticle, choice: Choice, codes: Sequence[str]) -> None:
    if new := [code for code in codes if code not in article.pages]:
        _submit(actor, article, choice, new)
    for code in codes:
        ask(article.family, tree.ensure(code).locale, by=actor)


MACHINE = Verb("machine", _to_machine, _machine, together=True)
SUBMIT = Verb("submit", _to_submit, _submit, together=True)
