"""What the database holds of the families in question, read once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db.models import F
from wagtail.models import Locale

from kb import identifiers
from kb.blocks import KINDS
from kb.blocks.kind import Describe
from kb.importing import body, canonical, files, images
from kb.importing.document import Article, Body
from kb.importing.links import without_page_links
from kb.models import Family, FamilyId, HelpPage, Imported, Membership, Product

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Facts:
    """What all languages of a family share."""

    kind: str
    source: str
    topics: tuple[str, ...]
    products: tuple[str, ...]
    markets: tuple[str, ...]

    @classmethod
    def of(cls, article: Article) -> "Facts":
        return cls(article.kind, article.source, article.topics, article.products, article.markets)

    @property
    def digest(self) -> str:
        parts = (self.kind, self.source, self.topics, self.products, self.markets)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass(slots=True)
class PageState:
    """A page as the import sees it, without its text."""

    pk: int
    live: bool
    latest_revision: int | None
    record: Imported | None = None

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has edited it since the import."""
        return (
            self.record is not None
            and self.live == self.record.is_live
            and self.record.revision_id is not None
            and self.record.revision_id == self.latest_revision
        )


@dataclass(slots=True)
class Inventory:
    """Families by id, their facts and former ids, and pages by id and language."""

    families: dict[str, Family] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    former: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[tuple[str, str], PageState] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)
    by_family: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def languages(self, slug: str) -> set[str]:
        """The languages a family had before the import."""
        return self.by_family[slug]


def load(slugs: Iterable[str] | None = None) -> Inventory:
    """The state of these families, or of all; a handful of queries for every 400."""
    state = Inventory(locales={locale.language_code: locale for locale in Locale.objects.all()})
    if slugs is None:
        slugs = list(Family.objects.order_by("slug").values_list("slug", flat=True))
    for some in batched(slugs, _AT_ONCE):
        _load(state, some)
    return state


def _load(state: Inventory, slugs: tuple[str, ...]) -> None:
    families = {family.pk: family for family in Family.objects.filter(slug__in=slugs)}
    codes = {locale.pk: code for code, locale in state.locales.items()}
    topics = _grouped(
        Membership.objects.filter(member__in=families)
        .order_by("position", "place", "pk")
        .values_list("member_id", "topic__slug")
    )
    products = _grouped(
        Family.products.through.objects.filter(family__in=families)
        .order_by("product__name")
        .values_list("family_id", "product__name")
    )
    former = _grouped(
        FamilyId.objects.filter(family__in=families)
        .exclude(slug=F("family__slug"))
        .order_by("slug")
        .values_list("family_id", "slug")
    )
    for pk, family in families.items():
        state.families[family.slug] = family
        state.former[family.slug] = tuple(former[pk])
        state.facts[family.slug] = Facts(
            kind=family.kind,
            source=codes[family.source_locale_id],
            topics=tuple(topics[pk]),
            products=tuple(products[pk]),
            markets=tuple(family.markets),
        )
    rows = HelpPage.objects.filter(family__in=families, alias_of=None).values_list(
        "pk", "family_id", "locale_id", "live", "latest_revision_id"
    )
    records = Imported.objects.in_bulk([row[0] for row in rows])
    for pk, family_id, locale_id, live, revision in rows:
        key = (families[family_id].slug, codes[locale_id])
        state.by_family[key[0]].add(key[1])
        state.pages[key] = PageState(pk, live, revision, records.get(pk))


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for key, value in rows:
        grouped[key].append(value)
    return grouped


def article_of(page: HelpPage, facts: Facts) -> Article:
    """A page as the file that would make it."""
    return Article(
        title=" ".join(page.title.split()),
        kind=facts.kind,
        body=document_of(page),
        topics=facts.topics,
        summary=" ".join(page.summary.split()),
        keywords=tuple(dict.fromkeys(page.keyword_list)),
        products=facts.products,
        markets=facts.markets,
        source=facts.source,
    )


def document_of(page: HelpPage) -> Body:
    """The body of a page as a document."""
    raw = list(page.body.raw_data)
    return body.read(without_page_links(raw), image=_described(raw))


def _described(raw: list[Any]) -> Describe:
    """Of the pictures and files in stored blocks; a query for each of the two that there are."""
    blocks = [(KINDS.by_name[one["type"]], one["value"]) for one in raw]
    pictures = {int(picture) for kind, value in blocks for picture in kind.pictures(value)}
    others = {number for kind, value in blocks for number in kind.files(value)}
    known = images.describe(pictures) if pictures else {}
    known_files = files.describe(others) if others else {}

    def describe(number: int, *, is_file: bool = False) -> tuple[str, str]:
        return (known_files if is_file else known).get(number, ("", f"{number}"))

    return describe


def digest_of(page: HelpPage) -> str:
    """The digest of a page's own words, as of the file that would make it."""
    facts = Facts("", "", (), (), ())
    return canonical.digest(article_of(page, facts))


def product_rows(names: Iterable[str]) -> dict[str, Product]:
    """The products with these names; those that are missing are made."""
    wanted = set(names)
    rows = {product.name: product for product in Product.objects.filter(name__in=wanted)}
    for name in sorted(wanted - set(rows)):
        rows[name] = Product.objects.create(name=name, slug=_product_slug(name))
    return rows


def _product_slug(name: str) -> str:
    slug = stem = identifiers.propose(name)
    number = 2
    while Product.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
