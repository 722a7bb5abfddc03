"""Articles as files: one, or an archive of all that somebody translates."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Locale

from kb.models import Family, HelpPage
from kb.translation.desk.places import Place
from kb.translation.exchange.archives import packed
from kb.translation.exchange.bounds import MOST_FILES
from kb.translation.exchange.formats import FORMATS
from kb.translation.exchange.units import BadExchangeError, Document, units_of
from kb.translation.matrix import grid
from kb.translation.matrix.filters import MatrixFilters
from kb.translation.segments import of
from portal import cldr
from portal.actors import Actor


def document_of(family: Family, locale: Locale) -> Document:
    """The texts of an article with what there is of them in a language."""
    return Document(
        article=family.slug,
        source=family.source_locale.language_code,
        target=locale.language_code,
        units=units_of(of(family, locale)),
    )


def file_of(place: Place, ending: str) -> tuple[str, bytes]:
    """The name of an article's file in this format, and what it holds."""
    document = document_of(place.family, place.locale)
    name = f"{document.article}.{document.target}.{ending}"
    return name, FORMATS[ending].written(document)


def archive_of(filters: MatrixFilters, locale: Locale, ending: str, *, by: Actor) -> bytes:
    """The files of what is filtered, as far as somebody may translate it and it was begun.

    Raises BadExchangeError if these are none, or more than go back in at once.
    """
    places = list(_places(filters, locale, by))
    if not places:
        raise BadExchangeError(_("There is nothing to download that you may translate."))
    if len(places) > MOST_FILES:
        words = _("These are more than %(most)s articles. Choose fewer with the filters.")
        raise BadExchangeError(words % {"most": cldr.number(MOST_FILES)})
    return packed(file_of(place, ending) for place in places)


def _places(filters: MatrixFilters, locale: Locale, by: Actor) -> Iterator[Place]:
    pages = HelpPage.objects.filter(
        family__in=grid.listed(filters).order_by().values("pk"), locale=locale, alias_of=None
    ).select_related("family__source_locale", "locale")
    for page in pages.order_by("family__slug"):
        place = Place(family=page.family, locale=locale)
        if by.may("help.translate_text", page) and place.number:
            yield place
