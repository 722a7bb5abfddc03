"""The knowledge base as a directory of files: what an import of it would leave unchanged."""

import os
from collections.abc import Iterator
from pathlib import Path

from kb.blocks.image import Image
from kb.importing import canonical
from kb.importing.images import open_stored
from kb.importing.state import State, article_of, load
from kb.models import HelpPage

_AT_ONCE = 100
_IMAGES = "_images"


def export_tree(directory: str | Path) -> Iterator[str]:
    """Write every published page; yields the names of the files as they are written."""
    directory = Path(directory)
    state = load()
    codes = {locale.pk: code for code, locale in state.locales.items()}
    pages = HelpPage.objects.published().select_related("family").order_by("locale_id", "slug")
    for page in pages.iterator(chunk_size=_AT_ONCE):
        yield _write(page, codes[page.locale_id], directory, state)


def _write(page: HelpPage, locale: str, directory: Path, state: State) -> str:
    facts = state.facts[page.family.slug]
    article = article_of(page, facts)
    text = canonical.write(article, image=lambda image: _picture(image, directory))
    name = f"{locale}/{page.family.slug}.md"
    _replace(directory / name, text.encode())
    return name


def _picture(image: Image, directory: Path) -> str:
    """Write a picture once, under a name that its content decides."""
    name = f"{image.digest[:10]}-{image.file}"
    target = directory / _IMAGES / name
    if not target.exists():
        _replace(target, open_stored(image.digest))
    return f"../{_IMAGES}/{name}"


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; leave it alone if it is the same."""
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)
