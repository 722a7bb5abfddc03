"""The snippets of the site as editors choose them: by title, in their language or the nearest."""

from kb.kinds import Kind
from kb.models import Family, FamilyId, SnippetUse, titles
from kb.models.ids import present_id
from portal import locales


class SiteSnippets:
    """What the block of a snippet asks for."""

    def choices(self) -> list[tuple[str, str]]:
        """Drafts are among them: an article may be written before they are published.

        So is what a text names and nobody has written yet, by its id: saving the text keeps it.
        """
        there = Family.objects.filter(kind=Kind.SNIPPET, pages__isnull=False).order_by()
        slugs = dict(there.values_list("pk", "slug").distinct())
        named = titles(slugs, locales.in_force()) if slugs else {}
        known = FamilyId.objects.values("slug")
        unknown = SnippetUse.objects.exclude(slug__in=known).values_list("slug", "slug")
        choices = [(slugs[number], title.words) for number, title in named.items()]
        choices += unknown.distinct()
        return sorted(choices, key=lambda one: (one[1].casefold(), one[0]))

    def present(self, slug: str) -> str:
        return present_id(slug) or slug
