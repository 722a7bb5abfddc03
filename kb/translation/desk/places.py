"""One language of one article, as somebody works at it."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Locale

from kb.models import Family, HelpPage
from kb.translation.memory.remembering import digest
from kb.translation.segments import Segment, of, working


def name_of(segment: Segment) -> str:
    """What a segment is called in addresses and forms, as long as its text is the same."""
    return digest("\n".join(segment.key))


@dataclass(kw_only=True)
class Place:
    """Where somebody translates."""

    family: Family
    locale: Locale

    @cached_property
    def number(self) -> int | None:
        """What its translation is called at wagtail-localize; None while there is nothing."""
        return working.number_of(self.family, self.locale)

    def lock(self) -> None:
        """Let nobody else work here until the transaction is over.

        The family before its translation, as everywhere: else two could stop each other. Raises
        LookupError while there is nothing.
        """
        if self.number is None:
            raise LookupError(self.family.slug)
        Family.objects.filter(pk=self.family.pk).lock()
        working.lock(self.number)

    @cached_property
    def source(self) -> HelpPage | None:
        """The page that is translated."""
        return self._page(self.family.source_locale_id)

    @cached_property
    def page(self) -> HelpPage | None:
        """The page in this language."""
        return self._page(self.locale.pk)

    def segments(self) -> dict[str, Segment]:
        """All segments as they are now, by their names, in the order of the text."""
        found: dict[str, Segment] = {}
        for segment in of(self.family, self.locale):
            found.setdefault(name_of(segment), segment)
        return found

    def _page(self, locale: int) -> HelpPage | None:
        pages = HelpPage.objects.filter(family=self.family, locale=locale, alias_of=None)
        page: HelpPage | None = pages.select_related("family", "locale").first()
        return page
