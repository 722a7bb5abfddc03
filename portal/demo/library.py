"""What the sample's readers can find, read off what was imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.db.models import F

from kb.models import HelpPage, Kind
from kb.models.families import Family
from kb.models.membership import Membership
from kb.reading import trying
from portal import locales
from portal.demo import threads

_SAID = threads.CONTENT.with_name("readers.yaml")
# So many of each language's sample queries, the last ones, are about what nobody has written.
LOST_QUERIES = 5


@dataclass(frozen=True, slots=True)
class Library:
    """Families with their languages and what they are about, and what people type, by language.

    Of the searches that are `lost` the first is for the gap of the story.
    """

    languages: Mapping[str, set[str]]
    kinds: Mapping[str, str]
    topics: Mapping[str, str]
    products: Mapping[str, str]
    titles: Mapping[tuple[str, str], str]
    found: Mapping[str, Sequence[str]]
    lost: Mapping[str, Sequence[str]]
    # The ids of a family's fixes, in their order: the same in every language.
    fixes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def item_kind(self, family: str) -> str:
        """What a step calls it."""
        return "faq" if self.kinds[family] == "faq" else "article"

    def text_of(self, family: str, locale: str) -> str:
        """The language in which a reader of this one is served a family."""
        existing = self.languages[family]
        chain = locales.fallback_chain(locale)
        return next((code for code in chain if code in existing), min(existing))


def read() -> Library:
    """The library as it stands."""
    languages: dict[str, set[str]] = {}
    titles: dict[tuple[str, str], str] = {}
    rows = HelpPage.objects.live().values_list("family__slug", "locale__language_code", "title")
    for slug, code, title in rows:
        languages.setdefault(slug, set()).add(code)
        titles[slug, code] = title
    about = Membership.objects.order_by("-position").values_list("member__slug", "topic__slug")
    products = Family.products.through.objects.order_by("-product__slug")
    queries = threads.read()["traffic_queries"]
    return Library(
        languages=languages,
        kinds=dict(Family.objects.values_list("slug", "kind")),
        topics=dict(about),
        products=dict(products.values_list("family__slug", "product__slug")),
        titles=titles,
        found={code: typed[:-LOST_QUERIES] for code, typed in queries.items()},
        lost={code: typed[-LOST_QUERIES:] for code, typed in queries.items()},
        fixes=_fixes(),
    )


def _fixes() -> Mapping[str, Sequence[str]]:
    tried = HelpPage.objects.live().filter(family__kind=Kind.TROUBLESHOOTING)
    own = tried.filter(locale=F("family__source_locale")).select_related("family")
    return {page.family.slug: [one.id for one in trying.in_text(page.body)] for page in own}


def said() -> dict[str, Any]:
    """What readers write: `requests` by language, and `comments` by language and reason."""
    found: dict[str, Any] = yaml.safe_load(_SAID.read_text(encoding="utf-8"))
    return found
