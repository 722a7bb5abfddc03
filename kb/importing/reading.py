"""A file → an article, checked by itself."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.importing import canonical, front_matter, images
from kb.importing.document import Article, Body
from kb.importing.finding import Place
from kb.importing.front_matter import FrontMatter
from kb.importing.inline_in import Resolve
from kb.importing.markdown_in import Reader
from kb.importing.problems import BadFile, Log
from kb.models.imported import state_of
from portal import locales

_MAX_BYTES = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

Standing = Literal["live", "draft", "outdated"]
"""How a text goes in: published, unpublished, or published as a translation that is outdated."""


@dataclass(slots=True)
class ReadFile:
    """A file that reads as an article; `position` is its place among others of its topics."""

    place: Place
    article: Article
    digest: str
    lines: dict[str, int]
    links: list[tuple[int, str]]
    log: Log
    standing: Standing = "live"
    position: int = 0

    @property
    def locale(self) -> str:
        return self.place.locale

    @property
    def id(self) -> str:
        return self.place.id

    @property
    def state(self) -> str:
        """What the import remembers: the digest of the text, and how it went in."""
        return state_of(self.digest, self.standing)


def read(place: Place, directory: Path, resolve: Resolve = lambda href: None) -> ReadFile:
    """The article in a file, as far as it can be read, and all its faults."""
    log = Log()
    try:
        head, first_line, body, body_line = front_matter.split(_text(place.path))
    except BadFile as error:
        log.fault(error.line, error.message)
        head, first_line, body, body_line = "", 1, "", 1
    front = front_matter.read(head, first_line=first_line, log=log)
    broken = bool(log.faults)
    source = locales.resolve(front.source) if front.source else ""
    if source is None:
        message = f"unknown locale “{front.source}”; write a language such as en"
        log.fault(front.lines["source"], message)
    reader = Reader(first_line=body_line, title=front.title, log=log, resolve=resolve)
    blocks = tuple(_with_images(reader.read(body), place, directory, log))
    title = reader.title or ""
    if not title and not (broken and not front.lines):
        log.fault(front.lines.get("title", first_line + bool(head)), _NO_TITLE)
    elif len(title) > front_matter.LIMITS["title"]:
        log.fault(body_line, "the heading is too long for a title; write a shorter one")
    article = _article(front, title, blocks, source or "")
    return ReadFile(
        place=place,
        article=article,
        digest=canonical.digest(article),
        lines=front.lines,
        links=reader.links,
        log=log,
    )


_NO_TITLE = "there is no title; write “title: …” into front matter (---), or begin with “# …”"


def _article(front: FrontMatter, title: str, body: Body, source: str) -> Article:
    return Article(
        title=title,
        kind=front.kind,
        body=body,
        topics=front.topics,
        summary=front.summary,
        keywords=front.keywords,
        products=front.products,
        markets=front.markets,
        source=source,
        former_ids=front.former_ids,
    )


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise BadFile(0, "the file is larger than 1 MB; cut it into several")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(line, "the file is not valid UTF-8; save it as UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise BadFile(line, f"control character U+{ord(match[0]):04X}; take it out")
    return text


def _with_images(body: Body, place: Place, directory: Path, log: Log) -> Iterator[Block]:
    for block in body:
        if not isinstance(block, Image):
            yield block
            continue
        try:
            path = images.locate(block, place.path.parent, directory)
        except BadFile as error:
            log.fault(error.line, error.message)
        else:
            digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield replace(block, file=str(path), digest=digest)
