"""What readers see of the snippets in a text: the nearest language, and only what is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wagtail.blocks import BoundBlock, StreamValue

from kb.blocks import snippet
from kb.models import HelpPage
from kb.reading import parts
from kb.reading.parts import MarketPart
from kb.snippets import finding
from portal import locales
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class ShownSnippet:
    """A snippet as it stands in a text of a language."""

    page: HelpPage
    text_locale: str
    parts: tuple[MarketPart, ...]

    @property
    def code(self) -> str:
        """The language that it is in."""
        return str(self.page.locale.language_code)

    @property
    def is_other(self) -> bool:
        """Whether that is another one than the text's around it."""
        return self.code != self.text_locale

    @property
    def direction(self) -> str:
        return locales.direction(self.code)

    @property
    def is_outdated(self) -> bool:
        return self.page.is_outdated


def shown(body: StreamValue, code: str, actor: Actor) -> dict[str, ShownSnippet]:
    """Those in a text of this language, by the ids that it names them by; one query at most.

    A snippet follows the language of the text around it, not the reader's: what search finds in a
    text is what stands in it.
    """
    slugs = snippet.held(body.raw_data)
    if not slugs:
        return {}
    found = finding.named(HelpPage.objects.snippets_for(actor), slugs)
    nearest = {slug: finding.nearest(pages, code) for slug, pages in found.items()}
    return {
        slug: ShownSnippet(page, code, tuple(parts.of(page.body, actor.market)))
        for slug, page in nearest.items()
        if page is not None
    }


def blocks(body: StreamValue, snippets: Mapping[str, ShownSnippet]) -> Iterator[BoundBlock]:
    """The blocks of a text in their order, those of its snippets in the place of each."""
    for block in body:
        if block.block.name != snippet.NAME:
            yield block
        elif one := snippets.get(block.value):
            yield from one.page.body
