"""What the articles that a list names are called, and the pages on which they are mended."""

from collections import defaultdict
from collections.abc import Collection

from kb.models import HelpPage

type Shown = tuple[int | None, str]
"""The number of a page, None where it has been deleted, and its title."""


class Titles:
    """The pages of some articles in all their languages, read at once."""

    def __init__(self, slugs: Collection[str]) -> None:
        self._pages: dict[str, dict[str, Shown]] = defaultdict(dict)
        rows = HelpPage.objects.filter(family__slug__in=slugs).order_by("pk")
        for slug, code, *page in rows.values_list(
            "family__slug", "locale__language_code", "pk", "title"
        ):
            self._pages[slug][code] = (page[0], page[1])

    def of(self, slug: str, locale: str) -> Shown:
        """In the language of its readers, or what they are shown instead."""
        own = self._pages[slug]
        return own.get(locale) or next(iter(own.values()), (None, slug))
