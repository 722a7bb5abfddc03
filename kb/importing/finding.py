"""What lies in a directory: which files are articles, under which ids, and which are not.

`DIR/<locale>/…/<name>.md`. A file in a folder goes by its own name; where two would go by one
name, those in folders go by the names of their folders, too. Every file is accounted for.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from kb import identifiers
from kb.importing.problems import Problem
from portal import locales

ARTICLES = (".md", ".markdown", ".mdx")
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico"})
# What systems call the page of a folder.
_FOLDER_PAGES = frozenset({"index", "_index", "readme"})
# An address with a scheme or a host.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HIDDEN = (".", "_")


@dataclass(frozen=True, slots=True)
class Place:
    """A file found, not yet read."""

    path: Path
    name: str
    locale: str
    id: str


@dataclass(slots=True)
class Found:
    """What lies in a directory."""

    places: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    by_name: dict[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        return {place.id for place in self.places}

    def target(self, place: Place, href: str) -> str | None:
        """The id of the article in the file or folder that a link in another file leads to."""
        path = "" if _ELSEWHERE.match(href) else unquote(re.split("[?#]", href, maxsplit=1)[0])
        if not path:
            return None
        folder = place.name.partition("/")[0] if path.startswith("/") else _folder(place.name)
        return self.by_name.get(_key(normpath(f"{folder}/{path.lstrip('/')}")))


def find(directory: Path) -> Found:
    """All files of articles, in order, and what cannot be one by its name."""
    found = Found()
    names: list[tuple[str, str, str]] = []
    for path in sorted(directory.iterdir()):
        if path.name.startswith(_HIDDEN):
            continue
        if not path.is_dir():
            found.problems.append(_left_out(path.name, _NO_LANGUAGE))
            continue
        locale = locales.resolve(path.name)
        files = list(_files(path))
        articles = [name for name in files if name.lower().endswith(ARTICLES)]
        if locale is None and articles:
            message = f"unknown locale “{path.name}”; name the folder by a language, such as en"
            found.problems.append(Problem(path.name, 0, message))
        for name in files:
            if locale and name in articles:
                names.append((path.name, name, locale))
            elif not name.lower().endswith(tuple(_PICTURES)):
                found.problems.append(_left_out(f"{path.name}/{name}", _NO_ARTICLE))
    _place(found, names, directory)
    return found


_NO_LANGUAGE = "the file is left out; put it into the folder of its language, such as en"
_NO_ARTICLE = f"the file is left out; articles end in {', '.join(ARTICLES)}"


def _left_out(name: str, message: str) -> Problem:
    return Problem(name, 0, message, "warning")


def _files(folder: Path) -> Iterator[str]:
    """The names of all files below a folder, but for hidden ones."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        base = Path(here).relative_to(folder).as_posix()
        for name in sorted(files):
            if not name.startswith("."):
                yield name if base == "." else f"{base}/{name}"


def _place(found: Found, names: list[tuple[str, str, str]], directory: Path) -> None:
    ids = _ids(_stem(name) for _folder, name, _locale in names)
    taken: dict[tuple[str, str], str] = {}
    for folder, name, locale in names:
        stem = _stem(name)
        place = Place(directory / folder / name, f"{folder}/{name}", locale, ids[stem])
        problem = _bad_name(place, stem, directory) or _twice(place, taken)
        if problem:
            found.problems.append(Problem(place.name, 0, problem))
        else:
            found.places.append(place)
            found.by_name[_key(place.name)] = place.id


def _stem(name: str) -> str:
    """A file's path below its language, without what it ends in; a folder's page is the folder."""
    path = PurePosixPath(name)
    if path.stem.lower() in _FOLDER_PAGES and len(path.parts) > 1:
        return str(path.parent)
    return str(path.with_suffix(""))


def _key(name: str) -> str:
    """A file's path as links may say it: with an ending or without, a folder or its page."""
    path = PurePosixPath(name)
    if path.suffix.lower() in (*ARTICLES, ".html", ".htm"):
        path = path.with_suffix("")
    return str(path.parent if path.name.lower() in _FOLDER_PAGES else path).lower()


def _ids(stems: Iterable[str]) -> dict[str, str]:
    """An id for each path, the same in every language."""
    same: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        same[_as_id(stem.rpartition("/")[2])].add(stem)
    return {
        stem: short if len(group) == 1 or "/" not in stem else _as_id(stem.replace("/", "-"))
        for short, group in same.items()
        for stem in group
    }


def _as_id(name: str) -> str:
    return re.sub(r"-{2,}", "-", name.lower().replace("_", "-").replace(".", "-")).strip("-")


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _bad_name(place: Place, stem: str, directory: Path) -> str:
    if not place.path.resolve().is_relative_to(directory.resolve()):
        return "the file lies outside of the directory; copy it into it"
    try:
        identifiers.validate_slug(place.id)
    except ValidationError as error:
        proposal = identifiers.propose(place.id)
        reason = error.messages[0]
        return f"“{stem[-80:]}” is not an id: {reason} Name the file {proposal}, for example."
    if len(place.id) > identifiers.MAX_LENGTH:
        return f"an id is at most {identifiers.MAX_LENGTH} characters long; shorten the name"
    return ""


def _twice(place: Place, taken: dict[tuple[str, str], str]) -> str:
    first = taken.setdefault((place.locale, place.id), place.name)
    if first == place.name:
        return ""
    return f"the id “{place.id}” is also in {first}; rename or remove one of the two"
