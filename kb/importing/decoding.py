"""The bytes of a file → its text, in the encodings that help texts are kept in."""

import codecs
import re

from kb.importing.problems import BadFile, Log

MAX_BYTES = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What editors on Windows wrote before UTF-8, by language.
_BEFORE = {"el": "windows-1253", "ar": "windows-1256"}
_OTHERWISE = "windows-1252"
# Two bytes or more that UTF-8 makes a letter of.
_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?(?P<name>[A-Za-z0-9_-]{2,40})", re.IGNORECASE
)


def text(data: bytes, *, locale: str, log: Log, charset: str = "") -> str:
    """The text with `\\n` between its lines; raises BadFile if it cannot be read.

    Without a mark of its own it is UTF-8, or what the file says, or else what was usual for the
    language; the log says so, as nobody can be certain of it.
    """
    if len(data) > MAX_BYTES:
        raise BadFile(0, "the file is larger than 1 MB; cut it into several")
    found = _decoded(data, locale, log, charset)
    found = found.replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(found):
        line = found.count("\n", 0, match.start()) + 1
        raise BadFile(line, f"control character U+{ord(match[0]):04X}; take it out")
    return found


def charset_of(data: bytes) -> str:
    """The encoding that a page of HTML says it has, "" if it does not."""
    match = _CHARSET.search(data[:4096])
    return match["name"].decode("ascii") if match else ""


def _decoded(data: bytes, locale: str, log: Log, charset: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(codecs.BOM_UTF8), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if _LETTER.search(data) or b"\xff" in data:
            raise BadFile(line, _NO_UTF8) from error
    name = _known(charset) or _BEFORE.get(locale, _OTHERWISE)
    log.note(line, f"the file is read as {name}; save it as UTF-8 if letters are wrong")
    return _strictly(data, name)


_NO_UTF8 = "the file is not valid UTF-8; save it as UTF-8"


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise BadFile(data.count(b"\n", 0, error.start) + 1, _NO_UTF8) from error


def _known(charset: str) -> str:
    """The encoding of this name, if it is one of text that is not UTF-8."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except LookupError:
        return ""
    return name if name.startswith(("cp12", "iso8859")) else ""
