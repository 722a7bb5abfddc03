"""The knowledge base as a directory of files: what an import of it would leave unchanged."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kb.blocks.image import Image
from kb.blocks.kind import File
from kb.importing import canonical, files, images
from kb.importing.state import Inventory, article_of, load
from kb.models import HelpPage

_AT_ONCE = 100
_IMAGES, _FILES = "_images", "_files"


def export_tree(directory: str | Path) -> Iterator[str]:
    """Write every published page; yields the names of the files as they are written."""
    directory = Path(directory)
    state = load()
    codes = {locale.pk: code for code, locale in state.locales.items()}
    pages = HelpPage.objects.published().select_related("family").order_by("locale_id", "slug")
    for page in pages.iterator(chunk_size=_AT_ONCE):
        yield _write(page, codes[page.locale_id], directory, state)


def _write(page: HelpPage, locale: str, directory: Path, state: Inventory) -> str:
    facts = state.facts[page.family.slug]
    former = state.former.get(page.family.slug, ())
    article = replace(article_of(page, facts), former_ids=former)
    text = canonical.write(article, image=lambda shown: _shown(shown, directory))
    name = f"{locale}/{page.family.slug}.md"
    _replace(directory / name, text.encode())
    return name


def _shown(shown: Image | File, directory: Path) -> str:
    """Write a picture or file once, under a name that its content decides."""
    folder, stored = (_IMAGES, images) if isinstance(shown, Image) else (_FILES, files)
    name = f"{shown.digest[:10]}-{shown.file}"
    target = directory / folder / name
    if not target.exists():
        _replace(target, stored.open_stored(shown.digest))
    return f"../{folder}/{name}"


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; leave it alone if it is the same."""
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)
