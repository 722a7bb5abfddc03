"""The pages as an installation begins with them: drafts, each with a text to adapt.

Nothing goes live here: what a site does with its readers' data only its owner can say.
"""

from pathlib import Path

from kb import tree
from kb.blocks.image import Image
from kb.importing import body
from kb.importing.markdown_in import MarkdownParser
from portal import locales
from portal.languages import SOURCE
from portal.legal.models import LegalKind, LegalPage

STARTERS = Path(__file__).parent / "starters"


def missing() -> list[tuple[str, str]]:
    """Language and kind of each page that there is not."""
    there = set(LegalPage.objects.values_list("locale__language_code", "kind").order_by())
    wanted = [(code, kind) for code in locales.codes() for kind in LegalKind.values]
    return [one for one in wanted if one not in there]


def make() -> int:
    """Make what is missing; returns how many."""
    wanted = missing()
    for code, kind in wanted:
        home = tree.ensure(code)
        page = written(STARTERS / _language(code) / f"{kind}.md", LegalPage(kind=kind))
        page.locale, page.live, page.has_unpublished_changes = home.locale, False, True
        home.add_child(instance=page)
        page.save_revision()
    return len(wanted)


def written(source: Path, page: LegalPage) -> LegalPage:
    """The page with what a file of Markdown says: its heading is the title. Saves nothing."""
    heading, _, text = source.read_text(encoding="utf-8").partition("\n")
    page.title = heading.removeprefix("# ").strip()
    page.body = body.write(MarkdownParser(first_line=2).read(text), store=_no_picture)
    return page


def _language(code: str) -> str:
    """What the text for a language is in: itself, or what its readers have the interface in."""
    likely = (code, code.partition("-")[0], locales.get(code).interface)
    return next((one for one in likely if (STARTERS / one).is_dir()), SOURCE)


def _no_picture(image: Image) -> int:
    raise ValueError(f"No pictures here: {image.file}")
