"""Which texts show which snippets: noted when a text is saved, asked when a snippet changes."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from kb.blocks import snippet
from kb.kinds import Kind
from kb.models import Family, FamilyId, HelpPage, SnippetUse


def note(page: HelpPage, *, is_draft: bool = False, is_new: bool = False) -> None:
    """Remember what a page shows, in the transaction that saves it.

    Of two versions, what readers have and the draft, both count: nothing is forgotten until they
    are one again. Three queries at most, and none for a new page or a draft without snippets.
    """
    shown = set(snippet.held(page.body.raw_data))
    are_two = is_draft or page.has_unpublished_changes
    if not shown and (are_two or is_new):
        return
    noted = SnippetUse.objects.filter(page=page.pk)
    known = set(noted.values_list("slug", flat=True))
    if not are_two and known - shown:
        noted.exclude(slug__in=shown).delete()
    _remember([page.pk], shown - known)


def note_new(pages: Sequence[HelpPage]) -> None:
    """The same for many pages that were not there before; one query at most."""
    SnippetUse.objects.bulk_create(
        SnippetUse(page_id=page.pk, slug=slug)
        for page in pages
        for slug in snippet.held(page.body.raw_data)
    )


def pages_that_show(family: Family) -> QuerySet[HelpPage]:
    """The pages, in any language, that show a snippet, drafts included."""
    ids = FamilyId.objects.filter(family=family).values("slug")
    uses = SnippetUse.objects.filter(slug__in=ids).values("page")
    found: QuerySet[HelpPage] = HelpPage.objects.filter(pk__in=uses).select_related("locale")
    return found.order_by("locale__language_code", "draft_title")


def showing(families: Iterable[Family]) -> list[str]:
    """The ids of the articles whose words change with those of these families.

    One query, and none where no family is a snippet.
    """
    snippets = [family.pk for family in families if family.kind == Kind.SNIPPET]
    if not snippets:
        return []
    ids = FamilyId.objects.filter(family__in=snippets).values("slug")
    found = Family.objects.filter(pages__snippet_uses__slug__in=ids).order_by("slug")
    return list(found.values_list("slug", flat=True).distinct())


def _remember(pages: Iterable[int], slugs: Iterable[str]) -> None:
    SnippetUse.objects.bulk_create(
        [SnippetUse(page_id=page, slug=slug) for page in pages for slug in sorted(slugs)],
        ignore_conflicts=True,
    )
