"""What lies in a directory: which files are articles, under which ids, and which are not.

`DIR/<locale>/…/<name>.md`, or `<name>.<locale>.md` in any folder. A file in a folder goes by its
own name; where two would go by one name, those in folders go by the names of their folders, too.
Every file is accounted for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from kb import identifiers
from kb.importing import folders, naming
from kb.importing.problems import Problem
from portal import locales

_SHOWN = (
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico"),
    *(".mp4", ".webm", ".vtt"),
)
# An address with a scheme or a host.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HIDDEN = (".", "_", "~$")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file found, not yet read; a folder, where folders are topics and it has no page.

    `topic` is the id of the topic that its folder is, if any; `source` the language that a
    folder's topic is written in first.
    """

    path: Path
    name: str
    locale: str
    id: str
    topic: str = ""
    is_topic: bool = False
    source: str = ""


@dataclass(slots=True)
class SourceTree:
    """What lies in a directory."""

    places: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    by_name: dict[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        return {place.id for place in self.places}

    def leave_out(self, name: str, message: str) -> None:
        """A file that is no article, and why."""
        self.left_out.append(name)
        self.problems.append(Problem(name, 0, message, "warning"))

    def take_in(self, name: str) -> None:
        """A file that was left out and is of use after all."""
        self.left_out.remove(name)
        self.problems = [problem for problem in self.problems if problem.file != name]

    def target(self, place: SourceFile, href: str) -> str | None:
        """The id of the article in the file or folder that a link in another file leads to."""
        path = "" if _ELSEWHERE.match(href) else unquote(re.split("[?#]", href, maxsplit=1)[0])
        if not path:
            return None
        top = place.name.partition("/")[0] if "/" in place.name else "."
        folder = top if path.startswith("/") else _folder(place.name)
        return self.by_name.get(_key(normpath(f"{folder or '.'}/{path.lstrip('/')}")))


class _Named(NamedTuple):
    """A file by its name below the directory; `base` is its language's folder, if it has one."""

    name: str
    base: str
    locale: str
    stem: str


def find(directory: Path, *, folders_as_topics: bool = False) -> SourceTree:
    """All files of articles, in order, and what cannot be one by its name."""
    found = SourceTree()
    named: list[_Named] = []
    for path in sorted(directory.iterdir()):
        if not path.name.startswith(_HIDDEN):
            named += _below(path, directory, found)
    if folders_as_topics:
        made = list(_made(named, directory))
        named += made
        for one in made:
            if one.name in found.left_out:
                found.take_in(one.name)
    _place(found, named, directory, folders_as_topics=folders_as_topics)
    return found


def _below(path: Path, directory: Path, found: SourceTree) -> Iterator[_Named]:
    """The articles at a place at the top of the directory; the rest is left out, and said."""
    is_folder = path.is_dir()
    base = locales.resolve(path.name) if is_folder else None
    unknown = False
    names = (
        [f"{path.name}/{name}" for name in naming.files_below(path)] if is_folder else [path.name]
    )
    for name in names:
        below = name.partition("/")[2] if base else name
        locale = base
        if naming.is_article(name):
            locale = base or naming.language_of(directory / name, name)
            if locale:
                stem = naming.stem(below, locale)
                yield _Named(name, path.name if base else "", locale, stem)
                continue
            unknown = is_folder
            found.leave_out(name, _NO_LANGUAGE)
        elif not name.lower().endswith(_SHOWN):
            found.leave_out(name, _NO_ARTICLE if is_folder else _NO_LANGUAGE)
    if unknown:
        message = f"unknown locale “{path.name}”; name the folder by a language, such as en"
        found.problems.append(Problem(path.name, 0, message))


_NO_LANGUAGE = "the file is left out; put it into the folder of its language, such as en"
_NO_ARTICLE = f"the file is left out; articles end in {', '.join(naming.ARTICLES)}"


_GOES_BY = "its name is not an id; the article goes by “{}”: rename the file to choose another"


def _made(named: list[_Named], directory: Path) -> Iterator[_Named]:
    """Folders that have articles and no page, or a title in one language and a page in another."""
    known = {(one.locale, one.stem) for one in named}
    pages = {one.stem for one in named}
    for one in named:
        for parent in folders.parents(one.stem):
            if (one.locale, parent) in known:
                continue
            known.add((one.locale, parent))
            name = f"{one.base}/{parent}".strip("/")
            category = folders.category(directory / name)
            if category or parent not in pages:
                file = f"{name}/{category}" if category else name
                yield _Named(file, one.base, one.locale, parent)


def _place(
    found: SourceTree, named: list[_Named], directory: Path, *, folders_as_topics: bool
) -> None:
    ids = _ids(one.stem for one in named)
    topics = {parent for one in named for parent in folders.parents(one.stem) if folders_as_topics}
    sources = _sources(named)
    taken: dict[tuple[str, str], str] = {}
    for one in named:
        path = directory / one.name
        is_made = not naming.is_article(one.name) or path.is_dir()
        place = SourceFile(
            path=directory / one.base / one.stem if is_made else path,
            name=one.name,
            locale=one.locale,
            id=ids[one.stem],
            topic=ids.get(next(folders.parents(one.stem), ""), "") if folders_as_topics else "",
            is_topic=one.stem in topics,
            source=sources[one.stem] if is_made else "",
        )
        if problem := _outside(place, directory) or _twice(place, taken):
            found.problems.append(Problem(place.name, 0, problem))
        else:
            if place.id not in (
                _plain_id(PurePosixPath(one.stem).name),
                _plain_id(one.stem.replace("/", "-")),
            ):
                found.problems.append(Problem(place.name, 0, _GOES_BY.format(place.id), "warning"))
            found.places.append(place)
            for key in {_key(place.name), _key(f"{one.base}/{one.stem}".lstrip("/"))}:
                found.by_name[key] = place.id


def _sources(named: list[_Named]) -> dict[str, str]:
    """The language that each path is written in first, as far as nothing says another."""
    found: dict[str, str] = {}
    for one in named:
        found.setdefault(one.stem, one.locale)
        if one.locale == locales.DEFAULT or naming.is_article(one.name):
            found[one.stem] = locales.DEFAULT
    return found


def _key(name: str) -> str:
    """A file's path as links may say it: with an ending or without, a folder or its page."""
    path = PurePosixPath(name)
    if naming.is_article(name):
        path = path.with_suffix("")
    return str(path.parent if path.name.lower() in naming.FOLDER_PAGES else path).lower()


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
    """A name as an id, in Latin letters if it has others."""
    plain = _plain_id(name)
    return plain if _is_id(plain) else identifiers.propose(name)


def _plain_id(name: str) -> str:
    return re.sub(r"-{2,}", "-", name.lower().replace("_", "-").replace(".", "-")).strip("-")


def _is_id(name: str) -> bool:
    try:
        identifiers.validate_slug(name)
    except ValidationError:
        return False
    return len(name) <= identifiers.MAX_LENGTH


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _outside(place: SourceFile, directory: Path) -> str:
    if place.path.resolve().is_relative_to(directory.resolve()):
        return ""
    return "the file lies outside of the directory; copy it into it"


def _twice(place: SourceFile, taken: dict[tuple[str, str], str]) -> str:
    first = taken.setdefault((place.locale, place.id), place.name)
    if first == place.name:
        return ""
    return f"the id “{place.id}” is also in {first}; rename or remove one of the two"
