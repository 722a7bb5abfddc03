"""One text of the help centre as a file of the importer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.blocks.image import Image
from kb.blocks.text import Text
from kb.importing import canonical
from kb.importing.document import Article, Body
from kb.importing.finding import SourceFile
from kb.importing.front_matter import LIMITS
from kb.importing.problems import BadFile, Log
from kb.importing.reading import ReadFile, Standing
from kb.models import Kind
from kb.moving import addresses, html
from kb.moving.addresses import Old
from kb.moving.attachments import Attached, Shelf
from kb.moving.centre import ARTICLE, CATEGORY, SECTION, Centre, CentreText, Item, Key
from kb.moving.ids import Ids
from kb.prose import addresses as allowed
from kb.prose.addresses import AddressError
from kb.prose.html_in import Element
from kb.prose.nodes import Item as ListItem
from kb.prose.nodes import ItemList, Link, Paragraph, Run
from portal import locales

_KEYWORDS = 1_000
_NAMES = {ARTICLE: "article", SECTION: "section", CATEGORY: "category"}
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def name_of(item: Item, words: CentreText) -> str:
    """What a text is called in the report."""
    return f"{words.file}, {_NAMES[item.key[0]]} {item.key[1]} ({words.tag})"


@dataclass(slots=True)
class Texts:
    """Reads texts; `documents` are the files that published ones link to, by their numbers."""

    centre: Centre
    ids: Ids
    shelf: Shelf
    hosts: frozenset[str]
    documents: dict[str, Attached] = field(default_factory=dict)
    _parts: dict[tuple[Key, str], dict[str, str]] = field(default_factory=dict)

    def read(self, item: Item, words: CentreText, locale: str, source: str) -> ReadFile:
        """The text as an article, and all that is wrong with it."""
        log = Log()
        standing = _standing(item, words, locale, source, log)
        body = _OneText(self, item, words, log, is_public=standing != "draft").body()
        article = Article(
            title=_title(words, log),
            kind=Kind.HOWTO if item.key[0] == ARTICLE else Kind.TOPIC,
            body=body,
            topics=self._topics(item, log),
            keywords=_keywords(item, log),
            source=source,
        )
        slug = self.ids.of(item.key) or ""
        return ReadFile(
            place=SourceFile(words.path, name_of(item, words), locale, slug),
            article=article,
            digest=canonical.digest(article),
            lines={"title": 0},
            links=[],
            log=log,
            standing=standing,
            position=item.position,
        )

    def _topics(self, item: Item, log: Log) -> tuple[str, ...]:
        if item.parent is None:
            return ()
        slug = self.ids.of(item.parent)
        parent = self.centre.items.get(item.parent)
        if slug is None or parent is None or not any(map(locales.resolve, parent.words)):
            what = f"{_NAMES[item.parent[0]]} {item.parent[1]}"
            log.note(0, f"its {what} has no text here; it comes in without that topic")
            return ()
        return (slug,)

    def parts(self, key: Key, tag: str) -> dict[str, str]:
        """The ids of a text's headings there, with those that they have here."""
        if (key, tag) not in self._parts:
            item = self.centre.items.get(key)
            words = item and (item.words.get(tag) or item.words.get(item.source))
            try:
                found = html.headings(html.parse(words.html)) if words else {}
            except BadFile:
                found = {}
            self._parts[key, tag] = found
        return self._parts[key, tag]


def _standing(item: Item, words: CentreText, locale: str, source: str, log: Log) -> Standing:
    if item.is_restricted:
        log.note(0, "it is for some readers only, so it comes in unpublished; restrict its page")
        return "draft"
    if words.is_draft:
        return "draft"
    is_outdated = words.is_outdated or words.tag in item.outdated
    return "outdated" if is_outdated and locale != source else "live"


def _title(words: CentreText, log: Log) -> str:
    if not words.title:
        log.fault(0, "there is no title; write one in the help centre")
    elif len(words.title) > LIMITS["title"]:
        log.fault(0, f"the title has more than {LIMITS['title']} characters; shorten it")
    return words.title


def _keywords(item: Item, log: Log) -> tuple[str, ...]:
    labels = (" ".join(one.replace(",", " ").split()) for one in item.labels)
    kept: list[str] = []
    for label in filter(None, dict.fromkeys(labels)):
        if len(", ".join([*kept, label])) > _KEYWORDS:
            log.note(0, f"the label “{label[:80]}” and those after it are left out: too many")
            break
        kept.append(label)
    return tuple(kept)


class _OneText:
    """The body of one text, with its links and files."""

    def __init__(
        self, texts: Texts, item: Item, words: CentreText, log: Log, *, is_public: bool
    ) -> None:
        self.texts, self.item, self.words, self.log = texts, item, words, log
        self.is_public = is_public
        self._met: set[str] = set()
        self._own: dict[str, str] = {}

    def body(self) -> Body:
        """The blocks, and below them the files that stand below the text there."""
        try:
            root = html.parse(self.words.html)
        except BadFile as error:
            self.log.fault(error.line, error.message)
            root = Element("", {})
        self._own = html.headings(root)
        blocks = html.HtmlParser(self.log, self.link, self.picture).read(root)
        below = tuple(self._below()) if self.item.key[0] == ARTICLE else ()
        if blocks and below and isinstance(blocks[-1], Text) and isinstance(below[0], Text):
            return (*blocks[:-1], Text((*blocks[-1].nodes, *below[0].nodes)), *below[1:])
        return (*blocks, *below)

    def link(self, href: str) -> Link | None:
        """Where an address leads here; what leads nowhere is said."""
        if href.startswith("#"):
            return self._within(href.removeprefix("#"))
        old = addresses.of_address(href, self.texts.hosts)
        if old is None:
            return self._elsewhere(href)
        if old.kind == "article_attachments":
            return self._to_file(old.key, href)
        if old.kind == addresses.FRONT:
            return Link("url", f"/hc/{old.locale}")
        slug = self.texts.ids.of((old.kind, old.key))
        if slug is None:
            self.log.note(0, f"the link “{href[:80]}” leads to nothing in the export")
            return self._elsewhere(href)
        return Link("article", slug, self._part(old, href) if old.part else "")

    def _part(self, old: Old, href: str) -> str:
        """The heading that a link leads to, by its id here.

        These are words of a language. A text that has translations leads to the whole article:
        with another heading in each language they would not fit each other.
        """
        known = self.texts.parts((old.kind, old.key), old.locale or self.words.tag)
        part = known.get(old.part, "")
        if not part or len(set(map(locales.resolve, self.item.words)) - {None}) > 1:
            self.log.note(0, f"the link “{href[:80]}” leads to the whole article, not to a part")
            return ""
        return part

    def _within(self, part: str) -> Link | None:
        if part in self._own:
            return Link("url", f"#{self._own[part]}")
        if part and part != "top":
            self.log.note(0, f"the link “#{part[:80]}” leads to no heading and is kept as text")
        return None

    def _elsewhere(self, href: str) -> Link | None:
        try:
            return allowed.parse(href)
        except AddressError as error:
            self.log.note(0, f"{error}; it is kept as text")
            return None

    def _to_file(self, key: str, href: str) -> Link | None:
        attached = self.texts.shelf.at(key, href)
        if attached is None:
            self.log.note(0, f"the file “{href[-80:]}” is not there; its link is kept as text")
            return None
        if attached.is_picture:
            # It stands in the text itself.
            return None
        return self._kept(attached)

    def _kept(self, attached: Attached) -> Link | None:
        self._met.add(attached.key)
        self.texts.shelf.used.add(attached.path)
        if not self.is_public:
            message = f"the file “{attached.name}” is left out while the text is unpublished"
            self.log.note(0, f"{message}; upload it in the admin")
            return None
        self.texts.documents[attached.key] = attached
        return Link("url", attached.address)

    def picture(self, source: str, alt: str) -> Image | None:
        """The picture of an `<img>`; one that is not there is said."""
        path = self._path_of(source)
        if path is None:
            self.log.note(0, f"the picture “{source[-80:]}” is not in the folder; put it there")
            return None
        try:
            return self.texts.shelf.picture(path, alt)
        except BadFile as error:
            self.log.note(0, error.message)
            return None

    def _path_of(self, source: str) -> str | None:
        old = addresses.of_address(source, self.texts.hosts)
        if old and old.kind == "article_attachments":
            attached = self.texts.shelf.at(old.key, source)
            if attached:
                self._met.add(attached.key)
            return attached.path if attached else None
        return None if _ELSEWHERE.match(source) else self.texts.shelf.beside(source)

    def _below(self) -> Iterator[Text | Image]:
        """Files that the text itself does not name, pictures after the others."""
        listed = self.texts.shelf.of_article(self.item.key[1], self.words.tag)
        rest = [one for one in listed if one.key not in self._met]
        links = [
            (one.name, link) for one in rest if not one.is_picture and (link := self._kept(one))
        ]
        if links:
            items = (ListItem((Paragraph((Run(name, link=link),)),)) for name, link in links)
            yield Text((ItemList(False, tuple(items)),))
        for one in rest:
            if one.is_picture and (image := self._shown(one)):
                yield image

    def _shown(self, attached: Attached) -> Image | None:
        try:
            return self.texts.shelf.picture(attached.path, "")
        except BadFile as error:
            self.log.note(0, error.message)
            return None
