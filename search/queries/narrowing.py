"""What a reader of the search page narrowed it to, and the addresses that keep or change it."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from search.documents import KINDS
from search.queries.facets import Facet, Offered
from search.queries.parameters import BY_DATE

KIND_NAMES = {
    "article": pgettext_lazy("kind of result", "Articles"),
    "faq": pgettext_lazy("kind of result", "Questions and answers"),
    "topic": pgettext_lazy("kind of result", "Topics"),
    "thread": pgettext_lazy("kind of result", "Community"),
}
FACET_NAMES: dict[Facet, Promise] = {
    "topic": pgettext_lazy("search filter", "Topic"),
    "product": pgettext_lazy("search filter", "Product"),
    "market": pgettext_lazy("search filter", "Country"),
}
_ANY: dict[Facet, Promise] = {
    "topic": pgettext_lazy("search filter", "All topics"),
    "product": pgettext_lazy("search filter", "All products"),
    "market": pgettext_lazy("search filter", "All countries"),
}


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A way to the same search with something changed; `query` follows the "?"."""

    name: str | Promise
    query: str
    is_chosen: bool = False
    of: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Select:
    """One field of the form; `options` are elements."""

    name: str
    label: str | Promise
    options: SafeString


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A query and what its results are narrowed to. `chosen` has known parameters only."""

    query: str
    offered: Offered
    chosen: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was chosen for a parameter; "" for nothing."""
        return self.chosen.get(name, "")

    def values(self, facet: Facet) -> tuple[str, ...]:
        """The same, as a search takes it."""
        return (self.chosen[facet],) if facet in self.chosen else ()

    @property
    def newest_first(self) -> bool:
        """Whether to sort by date."""
        return self.value("sort") == BY_DATE

    def address(self, **changes: str) -> str:
        """The query string of this search with changes ("" takes a parameter away)."""
        return _encoded({"q": self.query, **self.chosen, **changes})

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What the search box keeps while the words change."""
        return tuple(self.chosen.items())

    @property
    def kinds(self) -> Iterator[FilterLink]:
        """The kinds of results, each a link."""
        everything = {"": pgettext_lazy("kind of result", "Everything")}
        for kind, name in (everything | KIND_NAMES).items():
            yield FilterLink(name, self.address(kind=kind), kind == self.value("kind"))

    @property
    def active(self) -> tuple[FilterLink, ...]:
        """What the results are narrowed to besides a kind; each link takes one away."""
        return tuple(
            FilterLink(
                self.offered[facet][self.chosen[facet]], self.address(**{facet: ""}), of=name
            )
            for facet, name in FACET_NAMES.items()
            if facet in self.chosen
        )

    @property
    def is_narrow(self) -> bool:
        """Whether more would be found without any of it."""
        return bool(self.active or self.value("kind"))

    @property
    def wide(self) -> str:
        """The query string of the same search without narrowing."""
        return _encoded({"q": self.query})

    @property
    def selects(self) -> Iterator[Select]:
        """The form's fields; one with nothing to choose from is left out."""
        for facet, label in FACET_NAMES.items():
            if names := self.offered[facet]:
                yield self._select(facet, label, {"": _ANY[facet], **names})
        sorts = {
            "": pgettext_lazy("search order", "Best match first"),
            BY_DATE: pgettext_lazy("search order", "Newest first"),
        }
        yield self._select("sort", pgettext_lazy("search order", "Sort by"), sorts)

    def _select(
        self, name: str, label: str | Promise, names: Mapping[str, str | Promise]
    ) -> Select:
        written = tuple((value, str(one)) for value, one in names.items())
        return Select(name, label, _options(written, self.value(name)))


def read(values: Mapping[str, str], query: str, offered: Offered) -> Narrowing:
    """What the page was asked for; whatever is not offered is ignored."""
    allowed: dict[str, Container[str]] = {"kind": KINDS}
    for facet in FACET_NAMES:
        allowed[facet] = offered[facet]
    allowed["sort"] = (BY_DATE,)
    chosen = {
        name: value
        for name, some in allowed.items()
        if (value := values.get(name)) and value in some
    }
    return Narrowing(query, offered, chosen)


def _encoded(values: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in values.items() if value})


@lru_cache(maxsize=500)
def _options(names: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The names by their values. Kept: they are most of a page's elements, and seldom others."""
    selected = mark_safe(" selected")
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, selected if value == chosen else "", name) for value, name in names),
    )
