"""What somebody brings, one file or many: every file and every text in it is accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Locale

from kb.models import Family
from kb.translation.desk.places import Place
from kb.translation.exchange import archives, formats
from kb.translation.exchange.bounds import MOST_SHOWN
from kb.translation.exchange.taking import QUIET, TakenUnit, UnitOutcome, take
from kb.translation.exchange.units import BadExchangeError, Document
from portal.actors import Actor
from portal.text import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of a file: why it was refused, or how many of its texts became what.

    `left` are those that need a look, and `more` how many there are besides.
    """

    name: str
    place: Place | None = None
    refused: str = ""
    counts: Sequence[tuple[UnitOutcome, int]] = ()
    left: Sequence[TakenUnit] = ()
    more: int = 0


def bring(
    name: str, data: bytes, locale: Locale, *, by: Actor, only: Family | None = None
) -> list[Brought]:
    """Take a file, or an archive of them, into a language, and (`only`) into one article.

    Each file is taken whole or not at all, and none undoes another; those that need a look come
    first. Raises BadExchangeError for an archive that is not to be opened; then nothing was taken.
    """
    files = _files(name, data).items()
    brought = [_brought(one, data, locale, by, only) for one, data in files]
    return sorted(brought, key=lambda one: (not one.refused, not one.left))


def together(brought: Sequence[Brought]) -> list[tuple[UnitOutcome, int]]:
    """How many texts of all these files became what."""
    times = Counter[UnitOutcome]()
    for one in brought:
        times.update(dict(one.counts))
    return [(one, times[one]) for one in UnitOutcome if times[one]]


def _files(name: str, data: bytes) -> Mapping[str, bytes]:
    if name.lower().endswith(".zip") or data.startswith(archives.BEGINS):
        return archives.unpacked(data)
    return {name: data}


def _brought(name: str, data: bytes, locale: Locale, by: Actor, only: Family | None) -> Brought:
    shown = clean_text(name)
    try:
        document = formats.read(name, data)
        place = _place(document, locale, by, only)
    except BadExchangeError as error:
        return Brought(name=shown, refused=str(error))
    return _told(shown, place, take(place, document, by=by))


def _told(name: str, place: Place, taken: Sequence[TakenUnit]) -> Brought:
    times = Counter(one.outcome for one in taken)
    left = [one for one in taken if one.outcome not in QUIET]
    return Brought(
        name=name,
        place=place,
        counts=[(one, times[one]) for one in UnitOutcome if times[one]],
        left=left[:MOST_SHOWN],
        more=len(left[MOST_SHOWN:]),
    )


def _place(document: Document, locale: Locale, by: Actor, only: Family | None) -> Place:
    """Where the texts of a file belong; raises BadExchangeError where they may not go."""
    _check_language(document, locale)
    slug = clean_text(document.article)
    family = Family.objects.select_related("source_locale").called(slug).first()
    if family is None:
        words = _("There is no article with the id “%(article)s”.")
        raise BadExchangeError(words % {"article": slug})
    if only and family != only:
        words = _("The file is for another article: %(article)s.")
        raise BadExchangeError(words % {"article": family.slug})
    if document.source != family.source_locale.language_code:
        raise BadExchangeError(_("The article is written in another language than the file says."))
    place = Place(family=family, locale=locale)
    if place.page and not by.may("help.translate_text", place.page):
        raise BadExchangeError(_("You may not change this translation."))
    if place.page is None or place.number is None:
        raise BadExchangeError(
            _("Nobody has begun this translation. Begin it, then upload again.")
        )
    return place


def _check_language(document: Document, locale: Locale) -> None:
    code = document.target.replace("_", "-")
    if not code:
        raise BadExchangeError(_("The file does not say which language it is for."))
    if code.lower() != locale.language_code.lower():
        words = _("The file is for another language: %(language)s.")
        raise BadExchangeError(words % {"language": clean_text(code)})
