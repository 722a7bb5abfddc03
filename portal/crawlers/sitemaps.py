"""Sitemaps (sitemaps.org): what a language has, and where the same stands in the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap

from portal.addresses import absolute

ANYWHERE = "x-default"
"""What Google's sitemaps call the address for readers of any other language."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A path and when it changed; in `languages` the paths of all languages that it is in."""

    path: str
    changed: datetime | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    """The path for readers of a language that is not among them; "" for none."""


class LanguageSitemap[Row](Sitemap[Row]):
    """The addresses of one kind that a stranger finds in one language.

    A room says which rows they are (`items`, in an order that stays), and what stands of each.
    """

    # In seven languages some 200 kB: so much the page cache keeps.
    limit = 200

    def __init__(self, code: str) -> None:
        self.code = code

    def entry(self, row: Row) -> SitemapEntry:
        """What stands of a row."""
        raise NotImplementedError

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        """The entries of a page as the template reads them, at the site's own address."""
        return [_told(self.entry(row)) for row in self.paginator.page(page).object_list]


def _told(entry: SitemapEntry) -> dict[str, Any]:
    others = dict(entry.languages)
    if entry.default:
        others[ANYWHERE] = entry.default
    return {
        "location": absolute(entry.path),
        "lastmod": entry.changed,
        "alternates": [
            {"lang_code": code, "location": absolute(path)} for code, path in others.items()
        ],
    }
