"""A Word file → a page of HTML, a paragraph a line, and what it says that an article does not."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import mammoth

from kb.importing import archives
from kb.importing.problems import BadFile, Log

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Note'] => div.note > p:fresh
p[style-name='Tip'] => div.note > p:fresh
p[style-name='Warning'] => div.warning > p:fresh
p[style-name='Caution'] => div.warning > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
p[style-name='caption'] => p:fresh
p[style-name='Caption'] => p:fresh
p[style-name='No Spacing'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='Normal (Web)'] => p:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='TOC Heading'] => !
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
r[style-name='HTML Code'] => code
r[style-name='Verbatim Char'] => code
r[style-name='Source Text'] => code
r[style-name='Code'] => code
r[style-name='Keyboard'] => kbd
r[style-name='HTML Keyboard'] => kbd
r[style-name='FollowedHyperlink'] =>
r[style-name='Internet Link'] =>
"""
# Lists come first: their paragraphs have a style as well, which says nothing more.
_DEEPEST_LIST = 5
_LISTS = "\n".join(
    f"p:{kind}-list({depth}) => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
    for depth in range(1, _DEEPEST_LIST + 1)
    for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
)
_NOTE = re.compile(r'<a href="#(?:foot|end)note-\d+"[^>]*>(?P<mark>.*?)</a>')
_BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-\d+">↑</a>')
_BLOCK_END = re.compile(r"(</(?:p|h[1-6]|pre|table|li|tr|blockquote)>)")
_TAG = re.compile("<[^>]*>")
_UNKNOWN_STYLE = re.compile(
    r"Unrecognised (?P<kind>paragraph|run|table) style: '?(?P<name>[^'(]*)"
)
_LOST = (
    ("word/comments.xml", b"<w:comment ", "comments in the margin are left out"),
    ("word/document.xml", b"<w:del ", "words that were marked as deleted are left out"),
    ("word/document.xml", b" TOC ", "the table of contents is left out: a page makes its own"),
    ("word/document.xml", b"<m:oMath", "formulas are left out; write them in words"),
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class WordText:
    """A page with a paragraph a line, and the title that the file's properties say."""

    html: str
    title: str


def read(path: Path, log: Log) -> WordText:
    """The text of a Word file; pictures are named as the parts of the file; raises BadFile."""
    with archives.opened(path) as archive:
        archives.check_texts(archive)
        for name, sign, message in _LOST:
            if name in archive.namelist() and sign in archive.read(name):
                log.note(0, message)
        title = _title(archive)
        pictures = dict(_pictures(archive))
    with path.open("rb") as file:
        html, messages = _convert(file, pictures)
    for message in messages:
        log.note(0, _said(message))
    html = _BACK.sub("", _NOTE.sub(r"\g<mark>", html))
    return WordText(_BLOCK_END.sub("\\1\n", html), title)


def words_of(html: str) -> list[str]:
    """The first words of each line, to say where something stands."""
    found = []
    for line in html.split("\n"):
        words = " ".join(unescape(_TAG.sub(" ", line)).split())
        found.append(words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …")
    return found


def picture(path: Path, name: str) -> bytes:
    """A picture in a Word file, b"" if there is none of this name; raises BadFile."""
    with archives.opened(path) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def _convert(file: Any, pictures: dict[str, str]) -> tuple[str, list[str]]:
    def address(image: Any) -> dict[str, str]:
        with image.open() as data:
            digest = hashlib.sha1(data.read(), usedforsecurity=False).hexdigest()
        return {"src": pictures.get(digest, "")}

    try:
        result = mammoth.convert_to_html(
            file,
            style_map=f"{_LISTS}\n{_STYLES}\np[style-name='List Paragraph'] => p:fresh",
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(address),
        )
    except _BROKEN as error:
        raise BadFile(0, "the file cannot be read; open it in Word and save it again") from error
    return result.value, [message.message for message in result.messages]


# What a reader of Word files runs into where one is not as it should be.
_BROKEN = (
    *(OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError),
    zipfile.BadZipFile,
)


def _said(message: str) -> str:
    if match := _UNKNOWN_STYLE.match(message):
        return f"the style “{match['name'].strip()}” is unknown here and is read as plain text"
    return f"Word says something that is not kept: “{message[:100]}”"


def _pictures(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels", "/")):
            yield hashlib.sha1(archive.read(name), usedforsecurity=False).hexdigest(), name


def _title(archive: zipfile.ZipFile) -> str:
    """What the file's properties call it."""
    if "docProps/core.xml" not in archive.namelist():
        return ""
    # The texts have been checked: none declares an entity.
    root = ElementTree.fromstring(archive.read("docProps/core.xml"))  # noqa: S314
    return " ".join((root.findtext(_TITLE) or "").split())
