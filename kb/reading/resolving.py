"""Which page a reader gets for an id: their language, else its fallbacks, else the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import CharField, F, QuerySet, StringAgg, Value, Window
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from kb.models import Family, HelpPage
from kb.models.ids import present_id
from kb.querysets import HelpPageQuerySet
from kb.reading.prepared import OfReaders
from portal import locales, markets
from portal.actors import Actor
from portal.addresses import absolute
from portal.prepared import Later


class Unknown(LookupError):  # noqa: N818 - an answer rather than an error
    """There is nothing to read for this reader under this id."""


class SignInNeeded(Exception):  # noqa: N818 - an answer rather than an error
    """It exists, and a signed-in reader may be let in."""


@dataclass(frozen=True, slots=True)
class TranslationLink:
    """The text in a language it truly exists in."""

    locale: locales.Locale
    url: str

    @property
    def absolute_url(self) -> str:
        return absolute(self.url)


def default_among(codes: Sequence[str], *sources: str) -> str:
    """Which of these languages is for readers of any other one; "" where there is none."""
    return next((code for code in (*sources, locales.DEFAULT, *codes) if code in codes), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedText[P: Page]:
    """A page as one reader meets it: in their language, or in one they fall back to."""

    page: P
    reader_locale: str
    text_locale: str
    translations: tuple[TranslationLink, ...] = ()

    @property
    def is_fallback(self) -> bool:
        return self.reader_locale != self.text_locale

    @property
    def text_direction(self) -> str:
        return locales.direction(self.text_locale)

    @property
    def canonical_url(self) -> str:
        """Where the text lives; empty where it has no address of its own."""
        own = (link for link in self.translations if link.locale.code == self.text_locale)
        return next((link.absolute_url for link in own), "")

    @property
    def default_url(self) -> str:
        """Where a reader of an unknown language is sent."""
        by_code = {link.locale.code: link for link in self.translations}
        code = default_among(tuple(by_code), *self._sources())
        return by_code[code].absolute_url if code else ""

    def _sources(self) -> tuple[str, ...]:
        """The language it was first written in, if one is."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPage(ResolvedText[HelpPage]):
    """A help page as one reader meets it; `market` is the one they chose, "" for none."""

    family: Family
    market: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is for other markets than the reader's."""
        return markets.is_elsewhere(self.family.markets, self.market)

    @property
    def is_outdated(self) -> bool:
        return self.page.is_outdated

    @property
    def is_unread(self) -> bool:
        """Whether a machine wrote some of it, and nobody has read that."""
        return self.page.live and self.page.is_unread

    @property
    def source(self) -> TranslationLink | None:
        """Where the text is that this one was translated from, if the reader may read it."""
        code = self.family.source_locale.language_code
        return next((link for link in self.translations if link.locale.code == code), None)

    def _sources(self) -> tuple[str, ...]:
        return (self.family.source_locale.language_code,)


def _best(pages: HelpPageQuerySet, locale: str) -> QuerySet[HelpPage]:
    """The best page of a family, which alone is read, and with it the languages of the others."""
    of_family = pages.filter(family__slug=Later("slug", CharField())).with_preference(locale)
    known = of_family.with_currency().annotate(
        codes=Window(StringAgg("locale__language_code", Value(" ")))
    )
    found: QuerySet[HelpPage] = known.select_related("locale", "family__source_locale")
    return found.order_by(F("preference").asc(nulls_last=True))[:1]


_BEST = OfReaders(_best)


def resolve(slug: str, locale: str, actor: Actor) -> ResolvedPage:
    """The page to read; one query, for an id that its family had before three.

    Raises SignInNeeded or Unknown where there is none for this reader.
    """
    best: HelpPage | None = next(iter(_BEST.rows(locale, actor, slug=slug)), None)
    if best is None or best.preference is None:
        if present := present_id(slug):
            return resolve(present, locale, actor)
        raise _why_not(slug, actor)
    codes = best.codes.split()
    return ResolvedPage(
        page=best,
        family=best.family,
        market=actor.market,
        reader_locale=locale,
        text_locale=best.locale.language_code,
        translations=tuple(
            TranslationLink(known, address(slug, known.code))
            for known in locales.CONTENT
            if known.code in codes
        ),
    )


@lru_cache(maxsize=5_000)
def address(slug: str, code: str) -> str:
    """The address of an article in a language; every page asks for it in each."""
    with translation.override(code):
        return reverse("kb:read", args=(slug,))


def _why_not(slug: str, actor: Actor) -> Exception:
    """Anonymous readers are asked to sign in where that can help; others learn nothing."""
    if not actor.is_member:
        for page in HelpPage.objects.published().read_alone().filter(family__slug=slug):
            kinds = {row.restriction_type for row in page.get_view_restrictions()}
            if kinds and PageViewRestriction.PASSWORD not in kinds:
                return SignInNeeded(slug)
    return Unknown(slug)
