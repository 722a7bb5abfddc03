"""Which of the pages a reader gets, and which ones every page leads to."""

from collections.abc import Container
from dataclasses import dataclass

from django.db import DatabaseError

from kb.reading import ResolvedText, TranslationLink
from portal import locales
from portal.actors import Actor
from portal.caching.kept import Kept
from portal.legal.models import LegalKind, LegalPage, address_of

type _Titles = dict[str, dict[str, str]]
"""Kind → language → title."""


class Unknown(LookupError):  # noqa: N818 - an answer rather than an error
    """There is no such page for this reader yet."""


@dataclass(frozen=True, slots=True)
class LegalLink:
    """A page that there is; `lang` is its language where that is not the reader's own."""

    url: str
    title: str
    lang: str


def resolve(kind: str, locale: str, actor: Actor) -> ResolvedText[LegalPage]:
    """The page in the reader's language, else in one it falls back to; one query.

    Raises Unknown where there is none.
    """
    visible = LegalPage.objects.visible_to(actor).filter(kind=kind).select_related("locale")
    pages = {page.locale.language_code: page for page in visible}
    code = _best(locale, pages)
    if code is None:
        raise Unknown(kind)
    return ResolvedText(
        page=pages[code],
        reader_locale=locale,
        text_locale=code,
        translations=tuple(
            TranslationLink(known, address_of(kind, known.code))
            for known in locales.CONTENT
            if known.code in pages
        ),
    )


def links(locale: str) -> tuple[LegalLink, ...]:
    """What readers of a language can read, whoever they are.

    Every page asks, so it is kept in this process until it hears that something public changed.
    """
    try:
        titles = _titles.value()
    except DatabaseError:
        return ()  # The page that says so has a frame, too.
    return tuple(
        LegalLink(address_of(kind, locale), titles[kind][code], "" if code == locale else code)
        for kind in LegalKind.values
        if (code := _best(locale, titles.get(kind, {})))
    )


def forget() -> None:
    """Look again at the next page: one of these has changed in this process."""
    _titles.forget()


def _look() -> _Titles:
    """Of what a stranger may read; one query."""
    titles: _Titles = {}
    rows = LegalPage.objects.visible_to(Actor()).order_by()
    for kind, code, title in rows.values_list("kind", "locale__language_code", "title"):
        titles.setdefault(kind, {})[code] = title
    return titles


_titles = Kept(_look)


def _best(locale: str, found: Container[str]) -> str | None:
    """Of the languages that there are, the one for readers of another: theirs, or a fallback."""
    chain = (*locales.fallback_chain(locale), locales.DEFAULT)
    return next((code for code in chain if code in found), None)
