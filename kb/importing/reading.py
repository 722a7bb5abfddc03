"""A file → an article, checked by itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kb.blocks import KINDS
from kb.blocks.image import Image
from kb.blocks.kind import Block, File
from kb.importing import canonical, files, formats, front_matter, images, literals
from kb.importing.document import Article, Body
from kb.importing.finding import SourceFile
from kb.importing.front_matter import FrontMatter
from kb.importing.inline_in import Resolve
from kb.importing.markdown_in import MarkdownParser
from kb.importing.problems import BadFile, Log
from kb.models import Kind
from kb.models.imported import state_of
from portal import locales

Standing = Literal["live", "draft", "outdated"]
"""How a text goes in: published, unpublished, or published as a translation that is outdated."""


@dataclass(slots=True)
class ReadFile:
    """A file that reads as an article; `position` is its place among others of its topics."""

    place: SourceFile
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


def read(place: SourceFile, directory: Path, resolve: Resolve = lambda href: None) -> ReadFile:
    """The article in a file, as far as it can be read, and all its faults."""
    log = Log()
    opened = formats.open_file(place, log)
    front = opened.front
    broken = bool(log.faults)
    source = locales.resolve(front.source) if front.source else ""
    if source is None:
        message = f"unknown locale “{front.source}”; write a language such as en"
        log.fault(front.lines["source"], message)
    reader = MarkdownParser(
        first_line=opened.first_line,
        title=front.title,
        log=log,
        resolve=resolve,
        signs=opened.signs,
    )
    blocks = reader.read_tokens(opened.tokens)
    blocks = tuple(_with_files(blocks, place, directory, opened.archive, log))
    title = reader.title or ""
    line, remedy = opened.no_title
    if not title and not (broken and not front.lines):
        log.fault(front.lines.get("title", line), remedy)
    elif len(title) > front_matter.LIMITS["title"]:
        log.fault(opened.first_line, "the heading is too long for a title; write a shorter one")
    for key, words in (("title", title), ("summary", front.summary)):
        for _below, message in literals.messages(words, literals.HTML):
            log.note(front.lines.get(key, line), message)
    article = _article(front, title, blocks, source or "")
    article = _in_its_folder(article, place, says_kind="type" in front.lines)
    log.say_where(opened.words)
    return ReadFile(
        place=place,
        article=article,
        digest=canonical.digest(article),
        lines=front.lines,
        links=reader.links,
        log=log,
    )


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


def _in_its_folder(article: Article, place: SourceFile, *, says_kind: bool) -> Article:
    """Where folders are topics: the page of one is a topic, and what lies in one belongs to it."""
    kind = Kind.TOPIC if place.is_topic and not says_kind else article.kind
    own = (place.topic,) if place.topic and place.topic not in article.topics else ()
    return replace(article, kind=kind, topics=article.topics + own)


def _with_files(
    body: Body, place: SourceFile, directory: Path, archive: str, log: Log
) -> Iterator[Block]:
    """The blocks with their pictures and files found; without those that have a bad one."""

    def settle[F: (Image, File)](file: F) -> F:
        if archive and isinstance(file, Image):
            found = replace(file, archive=archive)
        else:
            found = images.locate(file, place.path.parent, directory)
        data = images.checked(found) if isinstance(found, Image) else files.checked(found)
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        return replace(found, digest=digest)

    for block in body:
        try:
            yield KINDS.of(block).settled(block, settle)
        except BadFile as error:
            log.fault(error.line, error.message)
