"""What of the help texts can be found: each published page that somebody may find.

The rule stands here twice, as a queryset and as a predicate, and tests prove them equal:
published, read by itself, in a language with addresses of its own, and not behind a password.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction

from kb.blocks import snippet
from kb.feedback.figures import Helpfulness, helpfulness_of
from kb.models import HelpPage, Kind, Membership
from kb.plain_text import Bodies, headings, plain_text
from kb.querysets import HelpPageQuerySet, audience, audiences
from kb.reading.resolving import address
from kb.snippets import finding
from kb.snippets.finding import Named
from portal import locales
from search.documents import PUBLIC, Document
from search.documents import Kind as DocumentKind

NAME = "kb"
_ALL = (PUBLIC,)
_KINDS: dict[str, DocumentKind] = {
    Kind.HOWTO: "article",
    Kind.TROUBLESHOOTING: "article",
    Kind.FAQ: "faq",
    Kind.TOPIC: "topic",
}


def searchable() -> HelpPageQuerySet:
    """Pages that somebody may find."""
    behind_password = PageViewRestriction.objects.filter(
        restriction_type=PageViewRestriction.PASSWORD,
        page__path=Substr(OuterRef("path"), 1, Length("page__path")),
    )
    published: HelpPageQuerySet = HelpPage.objects.published().read_alone()
    pages = published.exclude(Exists(behind_password))
    found: HelpPageQuerySet = pages.filter(locale__language_code__in=locales.codes())
    return found


def is_searchable(page: HelpPage) -> bool:
    """The same for one page."""
    behind_password = any(
        row.restriction_type == PageViewRestriction.PASSWORD
        for row in page.get_view_restrictions()
    )
    return (
        page.live
        and page.alias_of_id is None
        and page.family.kind != Kind.SNIPPET
        and page.locale.language_code in locales.codes()
        and not behind_password
    )


class HelpSource:
    """The help texts as documents, by the id of their family."""

    name = NAME

    def documents(self, keys: Sequence[str]) -> Iterator[Document]:
        pages = (
            searchable()
            .filter(family__slug__in=keys)
            .with_currency()
            .select_related("locale", "family")
            .prefetch_related("family__products")
            .order_by("pk")
        )
        found = list(pages)
        families = {page.family_id for page in found}
        topics = _topics(families)
        votes = helpfulness_of(families)
        audience_of = audiences()
        snippets = _snippets(found)
        for page in found:
            may_see = audience_of(page)
            shown = _shown(page, snippets, may_see, audience_of)
            yield _document(page, may_see, topics[page.family_id], votes[page.family_id], shown)

    def keys(self) -> Iterator[str]:
        slugs = searchable().order_by("family__slug").values_list("family__slug", flat=True)
        yield from slugs.distinct().iterator()


def _topics(families: set[int]) -> dict[int, list[str]]:
    topics: dict[int, list[str]] = defaultdict(list)
    links = Membership.objects.filter(member__in=families).order_by("position", "place", "pk")
    for member, slug in links.values_list("member_id", "topic__slug"):
        topics[member].append(slug)
    return topics


def _snippets(pages: Sequence[HelpPage]) -> Named:
    """The snippets that these show."""
    slugs = {slug for page in pages for slug in snippet.held(page.body.raw_data)}
    return finding.named(HelpPage.objects.published().snippets(), slugs)


def _shown(
    page: HelpPage,
    snippets: Named,
    may_see: tuple[str, ...],
    audience_of: Callable[[HelpPage], tuple[str, ...]],
) -> Bodies:
    """What a page shows of them to each of its readers: what some may not see is not found."""
    shown: dict[str, Any] = {}
    for slug in snippet.held(page.body.raw_data):
        seen = [one for one in snippets.get(slug, ()) if audience_of(one) in (_ALL, may_see)]
        if text := finding.nearest(seen, page.locale.language_code):
            shown[slug] = text.body
    return shown


def _document(
    page: HelpPage,
    may_see: tuple[str, ...],
    topics: list[str],
    votes: Helpfulness,
    snippets: Bodies,
) -> Document:
    family, code = page.family, page.locale.language_code
    return Document(
        source=NAME,
        key=family.slug,
        kind=_KINDS[family.kind],
        locale=code,
        title=page.title,
        url=address(family.slug, code),
        summary=page.summary,
        keywords=tuple(page.keyword_list),
        headings=headings(page.body, snippets),
        body=plain_text(page.body, snippets),
        audience=may_see,
        topics=tuple(topics),
        products=tuple(product.slug for product in family.products.all()),
        markets=tuple(family.markets),
        changed_at=page.last_published_at,
        helpful=votes.lower,
        family=family.slug,
        is_outdated=page.is_outdated,
    )


__all__ = ["NAME", "HelpSource", "audience", "is_searchable", "searchable"]
