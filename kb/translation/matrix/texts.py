"""The texts of some articles in their languages: what they are called, and where they are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from kb.models import HelpPage, Title, nearest
from kb.translation.segments import working
from portal import locales


@dataclass(frozen=True, slots=True)
class MatrixText:
    """One text: the number and the path of its page, its title as editors have it, and whether
    it is read, and translated sentence by sentence."""

    page: int
    path: str
    title: str
    live: bool
    is_at_desk: bool


class Texts:
    """Of some families, by their numbers (or a query for them), in these languages and in their
    source's. One query."""

    def __init__(self, families: Any, codes: Collection[str]) -> None:
        self._found: dict[int, dict[str, MatrixText]] = defaultdict(dict)
        self._sources: dict[int, str] = {}
        self._slugs: dict[int, str] = {}
        pages = HelpPage.objects.filter(family__in=families, alias_of=None).order_by()
        wanted = Q(locale__language_code__in=codes) | Q(locale=F("family__source_locale"))
        for family, slug, code, source, *text in pages.filter(wanted).values_list(
            *("family_id", "family__slug"),
            *("locale__language_code", "family__source_locale__language_code"),
            *("pk", "path", "draft_title", "live", working.is_at_work()),
        ):
            self._found[family][code] = MatrixText(*text)
            self._sources[family] = source
            self._slugs[family] = slug

    def of(self, family: int, code: str) -> MatrixText | None:
        """The text in a language."""
        return self._found[family].get(code)

    def slug(self, family: int) -> str:
        """The id of a family that has a text."""
        return self._slugs[family]

    def source(self, family: int) -> tuple[str, MatrixText | None]:
        """The language it was written in, and that text."""
        code = self._sources.get(family, locales.DEFAULT)
        return code, self.of(family, code)

    def named(self, family: int, code: str, slug: str) -> tuple[str, str]:
        """What it is called for an editor of a language, with the language of that title."""
        texts = self._found[family].items()
        told = (Title(text.title, locale, text.page) for locale, text in texts)
        source, _text = self.source(family)
        found = nearest(told, code, source, slug)
        return found.words, found.locale

    def shown_in(self, family: int, code: str) -> str:
        """In which language readers of this one get it while it is missing."""
        source, _text = self.source(family)
        others = (one for one in locales.fallback_chain(code) if one != code)
        found = self._found[family]
        return next((one for one in others if one in found and found[one].live), source)
