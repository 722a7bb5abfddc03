"""What the name of a file says: whether it is an article, its language, and the rest of it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kb.importing import web_page
from portal import locales

_PAGES = (".html", ".htm")
ARTICLES = (".md", ".markdown", ".mdx", *_PAGES, ".docx")
# What systems call the page of a folder.
FOLDER_PAGES = frozenset({"index", "_index", "readme"})
# What Word puts beside a file that is open.
_HIDDEN = (".", "~$")
_SUFFIX = re.compile(r".\.(?P<tag>[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")


def is_article(name: str) -> bool:
    """Whether a file of this name can be one."""
    return name.lower().endswith(ARTICLES)


def files_below(folder: Path) -> Iterator[str]:
    """The names of all files below a folder, but for hidden ones, in order."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        base = Path(here).relative_to(folder).as_posix()
        for name in sorted(files):
            if not name.startswith(_HIDDEN):
                yield name if base == "." else f"{base}/{name}"


def suffix(name: str) -> str:
    """The language that a name ends in before its ending, as written; "" if in none."""
    match = _SUFFIX.search(PurePosixPath(name).stem)
    return match["tag"] if match and locales.resolve(match["tag"]) else ""


def language_of(path: Path, name: str) -> str | None:
    """What a file outside of a language's folder says of itself: by its name, or a page inside."""
    if tag := suffix(name):
        return locales.resolve(tag)
    if name.lower().endswith(_PAGES):
        with path.open("rb") as file:
            data = file.read(4096)
        name = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        return web_page.language(data.decode(name, errors="replace"))
    return None


def stem(name: str, locale: str) -> str:
    """A file's path without language and ending; a folder's page is the folder.

    `start/index.md` is `start`, `index.md` is itself.
    """
    path = PurePosixPath(name).with_suffix("")
    if (tag := suffix(name)) and locales.resolve(tag) == locale:
        path = path.with_suffix("")
    if path.name.lower() in FOLDER_PAGES and len(path.parts) > 1:
        return str(path.parent)
    return str(path)
