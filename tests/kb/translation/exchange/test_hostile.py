"""Files that mean harm, or are broken: refused with the reason, in the reader's language."""

import zipfile
from io import BytesIO

import pytest
from django.utils.translation import override

from kb.translation.exchange import archives, formats
from kb.translation.exchange.bounds import DEEPEST, MOST_BYTES, MOST_FILES, MOST_PARTS
from kb.translation.exchange.units import BadExchangeError

HEAD = b'<?xml version="1.0" encoding="utf-8"?>'
ROOT = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
FILE = b'<file original="a" source-language="en" target-language="el" datatype="html"><body>'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(9)
)
PO = b'msgid ""\nmsgstr ""\n"Language: el\\n"\n"Content-Type: text/plain; charset=%s\\n"\n%s'

XLIFF_FILES = {
    "an entity bomb": HEAD + b"<!DOCTYPE a [" + LAUGHS + b"]>" + ROOT + b"&l8;</xliff>",
    "a DTD": HEAD + b'<!DOCTYPE xliff SYSTEM "http://127.0.0.1/x.dtd">' + ROOT + b"</xliff>",
    "an outer entity": HEAD + b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "a parameter entity": HEAD + b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///x"> %x;]><a/>',
    "an unknown entity": HEAD + ROOT + b"&nbsp;</xliff>",
    "an unbalanced tag": HEAD + ROOT + FILE + b"</file></xliff>",
    "half a file": HEAD + ROOT + FILE,
    "nothing": b"",
    "another encoding": b'<?xml version="1.0" encoding="utf-7"?>' + ROOT + b"</xliff>",
    "UTF-16": "<xliff/>".encode("utf-16"),
    "bytes of Greek Windows": HEAD + "<a>Ελληνικά</a>".encode("windows-1253"),
    "a flood": HEAD + b"<a>" + b"x" * MOST_BYTES + b"</a>",
    "a deep well": HEAD + b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1),
    "many elements": HEAD + b"<a>" + b"<b/>" * MOST_PARTS + b"</a>",
    "XLIFF 2": HEAD + b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
    "a web page": b"<html><body>x</body></html>",
    "no article": HEAD + ROOT + b"</xliff>",
    "two articles": HEAD + ROOT + (FILE + b"</body></file>") * 2 + b"</xliff>",
    "a NUL": HEAD + ROOT + b"\0</xliff>",
}
PO_FILES = {
    "no PO": b"Dear translator,\n",
    "the name of a file": b"/etc/passwd",
    "an open quote": b'msgid "a\nmsgstr "b"x"\n',
    "another encoding": PO % (b"ISO-8859-7", b""),
    "bytes of Greek Windows": PO % (b"UTF-8", 'msgid "Ελληνικά"'.encode("windows-1253")),
    "plural forms": PO % (b"UTF-8", b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'),
    "a number that is none": PO % (b"UTF-8", b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n'),
    "plural forms of Arabic": PO % (b'UTF-8\\n"\n"Plural-Forms: nplurals=6; plural=0;', b""),
    "a flood": b"#" * (MOST_BYTES + 1),
}


@pytest.mark.parametrize("data", XLIFF_FILES.values(), ids=XLIFF_FILES)
def test_a_bad_xliff_is_refused_with_the_reason(data: bytes) -> None:
    assert refusal("a.xlf", data)


@pytest.mark.parametrize("data", PO_FILES.values(), ids=PO_FILES)
def test_a_bad_po_is_refused_with_the_reason(data: bytes) -> None:
    assert refusal("a.po", data)


@pytest.mark.parametrize("name", ["a.exe", "a.zip", "a.po.bak", ""])
def test_what_is_neither_is_refused(name: str) -> None:
    assert refusal(name, PO % (b"UTF-8", b""))


def refusal(name: str, data: bytes) -> str:
    with override("en"), pytest.raises(BadExchangeError) as caught:
        formats.read(name, data)
    return str(caught.value)


def test_an_entity_is_never_declared_so_none_grows() -> None:
    assert "entities" in refusal("a.xlf", XLIFF_FILES["an entity bomb"])
    assert "entities" in refusal("a.xlf", XLIFF_FILES["an outer entity"])


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """An archive that says of its one file that it is ten bytes long."""
    at = data.rindex(b"PK\x01\x02")
    small = (10).to_bytes(4, "little")
    return data[:22] + small + data[26 : at + 24] + small + data[at + 28 :]


ARCHIVES = {
    "a bomb": zipped(("a.po", b"\0" * 1_900_000)),
    "a bomb of many": zipped(*((f"{n}.po", b"ab" * 900_000) for n in range(23))),
    "too many files": zipped(*((f"{n}.po", b"") for n in range(MOST_FILES + 1))),
    "a way out": zipped(("../a.po", b"x")),
    "a way in": zipped(("a/../../b.po", b"x")),
    "a root": zipped(("/etc/a.po", b"x")),
    "a drive": zipped(("C:a.po", b"x")),
    "a backslash": zipped(("..\\a.po", b"x")),
    "an archive inside": zipped(("a.po", zipped(("b.po", b"x")))),
    "half an archive": zipped(("a.po", b"x"))[:-30],
    "a lie": lying(zipped(("a.po", b"x" * 900))),
    "only its beginning": b"PK\x03\x04",
}


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_a_bad_archive_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(BadExchangeError):
        archives.unpacked(data)


def test_a_name_is_told_as_it_is_written_between_words_that_run_leftwards() -> None:
    with override("ar"), pytest.raises(BadExchangeError) as refused:
        archives.unpacked(archives.packed([("../../etc/passwd.po", b"")]))
    assert "\u2066../../etc/passwd.po\u2069" in str(refused.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_stands_in_an_archive_once() -> None:
    with pytest.raises(BadExchangeError):
        archives.unpacked(zipped(("a.po", b"x"), ("a.po", b"y")))


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(zipped(("a.po", b"x")))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadExchangeError):
        archives.unpacked(bytes(data))


def test_a_good_archive_holds_what_was_put_in() -> None:
    files = {"δύο.el.po": "Γεια".encode() * 50, "folder/a.xlf": b"<a/>"}
    assert archives.unpacked(archives.packed(files.items())) == files
