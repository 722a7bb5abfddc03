"""Files that are archives: looked at before anything in them is believed."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from kb.archives import DAMAGED, is_locked, leads_out
from kb.importing.problems import BadFile

_MAX_BYTES = 20_000_000
_MAX_ENTRIES = 2_000
# All of it, and what is text in it: a text is held as a tree some twenty times its size.
_MAX_INFLATED = 100_000_000
_MAX_TEXT = 10_000_000
_DEEPEST = 200
_TEXTS = (".xml", ".rels")
# The parts that a reader of Word files reads as texts, by what the file says they are to it.
_READ = tuple(
    f"/{name}"
    for name in ("officeDocument", "comments", "endnotes", "footnotes", "numbering", "styles")
)
_NO_WORD = "the file is not a Word file; open it in Word and save it as .docx"


class _RefusedXml(Exception):  # noqa: N818 - it names the text's state
    """A text that is not to be read; says why."""


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, whose entries keep to the bounds; raises BadFile otherwise."""
    if path.stat().st_size > _MAX_BYTES:
        raise BadFile(0, "the file is larger than 20 MB; make its pictures smaller")
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist())
            yield archive
    except DAMAGED as error:
        raise BadFile(0, _NO_WORD) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Sizes are what the archive says, and no entry is read beyond what it says of itself."""
    names = [entry.filename for entry in entries]
    if len(entries) > _MAX_ENTRIES:
        raise BadFile(0, f"the file holds more than {_MAX_ENTRIES} parts; cut it into several")
    if sum(entry.file_size for entry in entries) > _MAX_INFLATED:
        raise BadFile(0, "the file holds more than 100 MB; cut it into several")
    if sum(entry.file_size for entry in entries if _is_text(entry.filename)) > _MAX_TEXT:
        raise BadFile(0, "the file holds more than 10 MB of text; cut it into several")
    if any(map(is_locked, entries)):
        raise BadFile(0, "the file is locked by a password; save it without one")
    if len(set(names)) < len(names) or any(map(leads_out, names)):
        raise BadFile(0, _BAD_NAMES)


_AGAIN = "open it in Word and save it again"
_BAD_NAMES = f"the parts of the file have names that no Word file has; {_AGAIN}"


def _is_text(name: str) -> bool:
    return name.lower().endswith(_TEXTS)


def check_texts(archive: zipfile.ZipFile) -> None:
    """Refuse what a reader of XML could be made to run after; raises BadFile.

    No text may declare entities, inside or outside of the file, or be nested too deep.
    """
    for name in archive.namelist():
        if _is_text(name):
            try:
                _parse(archive.read(name))
            except _RefusedXml as error:
                raise BadFile(0, f"“{name}” in the file {error}; {_AGAIN}") from error
            except expat.ExpatError as error:
                raise BadFile(0, f"“{name}” in the file is broken; {_AGAIN}") from error
        if name.lower().endswith(".rels") and not all(map(_is_text, _read(archive.read(name)))):
            raise BadFile(0, _BAD_NAMES)


def _read(relations: bytes) -> Iterator[str]:
    """The parts that are read as texts, whatever they are called."""
    # No text that gets here declares an entity.
    for element in ElementTree.fromstring(relations):  # noqa: S314
        if element.get("Type", "").endswith(_READ):
            yield element.get("Target", "")


def _parse(data: bytes) -> None:
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedXml("is nested too deep")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_: object) -> None:
        raise _RefusedXml("declares a type or entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declare
    parser.Parse(data, True)
