"""What callers may ask for, checked: every refusal says why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal import locales
from search.documents import KINDS, Kind
from search.queries import clean
from search.queries.facets import FACETS, Offered, renewed
from search.ranking import MOST_CHARACTERS, MOST_RESULTS

PAGE_SIZE = 10
BY_RELEVANCE = "relevance"
BY_DATE = "date"
SORTS = (BY_RELEVANCE, BY_DATE)


class BadParameterError(ValueError):
    """A parameter cannot be used; `reason` is for whoever sent it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was asked for."""

    query: str
    locale: str
    kinds: tuple[Kind, ...] = ()
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    newest_first: bool = False
    page: int = 1
    page_size: int = PAGE_SIZE


def read(
    values: Mapping[str, str], default_locale: str, offered: Callable[[str], Offered]
) -> Parameters:
    """The parameters of an API call; raises BadParameterError.

    `offered` says what can be narrowed to in a language; it is asked only when somebody does.
    """
    query = values.get("q", "")
    if len(query) > MOST_CHARACTERS:
        reason = _("must not be longer than %(number)s characters") % {"number": MOST_CHARACTERS}
        raise BadParameterError("q", reason)
    if not query.strip():
        raise BadParameterError("q", _("is missing"))
    page = _number(values, "page", 1)
    page_size = _number(values, "page_size", PAGE_SIZE)
    if page * page_size > MOST_RESULTS:
        reason = _("page times page_size must not exceed %(number)s") % {"number": MOST_RESULTS}
        raise BadParameterError("page", reason)
    locale = _locale(values, default_locale)
    chosen: dict[str, str] = {facet: values[facet] for facet in FACETS if values.get(facet)}
    if chosen:
        known = offered(locale)
        chosen = renewed(chosen, known)
        for facet in FACETS:
            if facet in chosen and chosen[facet] not in known[facet]:
                raise BadParameterError(facet, _("there is none of this id"))
    return Parameters(
        clean(query),
        locale,
        kinds=kinds(values),
        topics=_one_or_none(chosen.get("topic")),
        products=_one_or_none(chosen.get("product")),
        markets=_one_or_none(chosen.get("market")),
        newest_first=_sort(values) == BY_DATE,
        page=page,
        page_size=page_size,
    )


def _one_or_none(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _sort(values: Mapping[str, str]) -> str:
    sort = values.get("sort") or BY_RELEVANCE
    if sort not in SORTS:
        reason = _("must be one of %(sorts)s") % {"sorts": ", ".join(SORTS)}
        raise BadParameterError("sort", reason)
    return sort


def kinds(values: Mapping[str, str]) -> tuple[Kind, ...]:
    """The kind asked for, if any; raises BadParameterError for one that does not exist."""
    kind = values.get("kind", "")
    if kind and kind not in KINDS:
        reason = _("must be one of %(kinds)s") % {"kinds": ", ".join(KINDS)}
        raise BadParameterError("kind", reason)
    return (kind,) if kind else ()


def _locale(values: Mapping[str, str], default: str) -> str:
    tag = values.get("locale", "")
    if not tag:
        return default
    code = locales.resolve(tag)
    if code is None:
        reason = _("must be one of %(codes)s") % {"codes": ", ".join(locales.codes())}
        raise BadParameterError("locale", reason)
    return code


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) >= 1):
        reason = _("must be a whole number from 1 to %(most)s") % {"most": MOST_RESULTS}
        raise BadParameterError(name, reason)
    return int(text)
