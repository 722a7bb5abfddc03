"""A directory of files → articles, each checked by itself.

`DIR/<locale>/<id>.md`; anything else in the directory is left alone.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.exceptions import ValidationError

from kb import identifiers
from kb.importing import canonical, front_matter, images
from kb.importing.document import Article, Block, Body, Image
from kb.importing.front_matter import FrontMatter
from kb.importing.markdown_in import Reader
from kb.importing.problems import BadFile, Note, Problem
from portal import locales

_MAX_BYTES = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A file found, not yet read."""

    path: Path
    name: str
    locale: str
    id: str


@dataclass(slots=True)
class ReadFile:
    """A file that reads as an article."""

    place: Place
    article: Article
    digest: str
    lines: dict[str, int]
    links: list[tuple[int, str]]
    notes: list[Note]

    @property
    def locale(self) -> str:
        return self.place.locale

    @property
    def id(self) -> str:
        return self.place.id


@dataclass(slots=True)
class Found:
    """What lies in a directory."""

    places: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {place.id for place in self.places}


def find(directory: Path) -> Found:
    """All files of articles, in order, and what cannot be one by its name."""
    found = Found()
    taken: dict[tuple[str, str], str] = {}
    for folder in sorted(path for path in directory.iterdir() if _is_language(path)):
        locale = locales.resolve(folder.name)
        names = sorted(name for name in os.listdir(folder) if name.endswith(".md"))
        if locale is None and names:
            found.problems.append(Problem(folder.name, 0, f"unknown locale “{folder.name}”"))
        for name in names if locale else ():
            place = Place(folder / name, f"{folder.name}/{name}", locale or "", name[:-3].lower())
            problem = _bad_name(place, name[:-3], directory) or _twice(place, taken)
            if problem:
                found.problems.append(Problem(place.name, 0, problem))
            else:
                found.places.append(place)
    return found


def _is_language(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_"))


def _bad_name(place: Place, stem: str, directory: Path) -> str:
    if not place.path.resolve().is_relative_to(directory.resolve()):
        return "the file lies outside of the directory"
    try:
        identifiers.validate_slug(place.id)
    except ValidationError as error:
        return f"“{stem[:80]}” is not an id: {error.messages[0]}"
    if len(place.id) > identifiers.MAX_LENGTH:
        return f"an id is at most {identifiers.MAX_LENGTH} characters long"
    return ""


def _twice(place: Place, taken: dict[tuple[str, str], str]) -> str:
    first = taken.setdefault((place.locale, place.id), place.name)
    return f"the id “{place.id}” is also in {first}" if first != place.name else ""


def read(place: Place, directory: Path) -> ReadFile:
    """The article in a file; raises BadFile with the line of what is wrong."""
    text = _text(place.path)
    notes: list[Note] = []
    head, head_line, body, body_line = front_matter.split(text)
    front = front_matter.read(head, first_line=head_line, notes=notes)
    source = locales.resolve(front.source)
    if source is None:
        raise BadFile(front.lines["source"], f"unknown locale “{front.source}”")
    reader = Reader(first_line=body_line)
    blocks = tuple(_with_images(reader.read(body), place, directory))
    article = _article(front, blocks, source)
    return ReadFile(
        place=place,
        article=article,
        digest=canonical.digest(article),
        lines=front.lines,
        links=reader.links,
        notes=notes + reader.notes,
    )


def _article(front: FrontMatter, body: Body, source: str) -> Article:
    return Article(
        title=front.title,
        kind=front.kind,
        body=body,
        topics=front.topics,
        summary=front.summary,
        keywords=front.keywords,
        products=front.products,
        markets=front.markets,
        source=source,
    )


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise BadFile(0, "the file is larger than 1 MB")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(line, "the file is not valid UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise BadFile(line, f"control character U+{ord(match[0]):04X}")
    return text


def _with_images(body: Body, place: Place, directory: Path) -> Iterator[Block]:
    for block in body:
        if isinstance(block, Image):
            path = images.locate(block, place.path.parent, directory)
            digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield replace(block, file=str(path), digest=digest)
        else:
            yield block
