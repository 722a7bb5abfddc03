"""A page of HTML: what it says of itself in its head, and the part of it that is the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.importing import html_tree
from kb.importing.front_matter import Pair
from kb.importing.html_tree import Element, TextNode
from kb.importing.problems import Log
from portal import locales

# What a head may say in `<meta name>`, as in other files between two lines of `---`.
_META = frozenset(
    {"description", "keywords", "type", "topics", "summary", "products", "markets", "source"}
)
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?(?P<tag>[A-Za-z_-]{2,20})", re.IGNORECASE
)
_ONLY = "only what stands in <{}> is read"


@dataclass(frozen=True, slots=True)
class Page:
    """The keys of a head with their values and lines, and the text."""

    pairs: list[Pair]
    body: Element
    title_line: int


def language(start: str) -> str | None:
    """The site's language that the first lines of a page name, if any."""
    match = _LANGUAGE.search(start)
    return locales.resolve(match["tag"].replace("_", "-")) if match else None


def read(html: str, log: Log) -> Page:
    """The page; raises BadFile if its tags are nested too deep."""
    root = html_tree.parse(html)
    pairs = list(_pairs(root))
    title = next((one for one in root.all("title") if one.words.strip()), None)
    body = _text(root, log)
    if title:
        pairs.insert(0, ("title", _title(title, body, root), title.line))
    return Page(pairs, body, title.line if title else 1)


def _text(root: Element, log: Log) -> Element:
    """The one part that is the article, or else the whole body."""
    for tag in ("main", "article"):
        parts = list(root.all(tag))
        if len(parts) == 1:
            if _has_words_outside(root, parts[0]):
                log.note(parts[0].line, _ONLY.format(tag))
            return parts[0]
    body = next(root.all("body"), root)
    body.content = [child for child in body.content if not _is_head(child)]
    return body


def _is_head(child: Element | TextNode) -> bool:
    return isinstance(child, Element) and child.tag in ("head", "title", "meta", "link", "base")


def _has_words_outside(root: Element, part: Element) -> bool:
    for child in root.content:
        if isinstance(child, TextNode):
            if child.text.strip() and root.tag not in ("script", "style", "head", "title"):
                return True
        elif child is not part and child.tag != "head" and _has_words_outside(child, part):
            return True
    return False


def _title(title: Element, body: Element, root: Element) -> str:
    """What the page calls itself, without the name of its site if a heading says the rest."""
    words = " ".join(title.words.split())
    heading = next(body.all("h1"), None) or next(root.all("h1"), None)
    shorter = " ".join(heading.words.split()) if heading else ""
    return shorter if shorter and shorter.lower() in words.lower() else words


def _pairs(root: Element) -> Iterator[Pair]:
    for meta in root.all("meta"):
        name = meta.attributes.get("name", "").strip().lower()
        value = " ".join(meta.attributes.get("content", "").split())
        if name in _META and value:
            yield name, value, meta.line
