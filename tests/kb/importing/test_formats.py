"""Pages of HTML, MDX and Word files are articles like others."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.models import Collection

from bench.made_files import word
from bench.made_files.tree import _png
from kb.importing.export import export_tree
from kb.importing.report import ImportReport
from kb.importing.run import import_tree
from kb.models import HelpPage

pytestmark = pytest.mark.django_db


def put(directory: Path, name: str, text: str | bytes) -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def page(slug: str, locale: str = "el") -> HelpPage:
    return HelpPage.objects.get(slug=slug, locale__language_code=locale)


def values(slug: str, locale: str = "el") -> list[tuple[str, Any]]:
    return [(raw["type"], raw["value"]) for raw in page(slug, locale).body.raw_data]


def said(report: ImportReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in report.warnings]


PAGE = """<!DOCTYPE html>
<html lang="el" dir="ltr">
<head>
<meta charset="utf-8">
<title>Καθαρίστε το φίλτρο – Βοήθεια</title>
<meta name="description" content="Πώς καθαρίζεται το φίλτρο.">
<meta name="source" content="el">
<style>p { color: red }</style>
</head>
<body>
<nav><a href="/">Αρχική</a></nav>
<main>
<h1>Καθαρίστε το φίλτρο</h1>
<p>Πρώτα <strong>κλείστε</strong> τη <a href="b.html">βρύση</a>,
   μετά δείτε <a href="#xepl">κάτω</a>.
<p>Κοστίζει 5 &lt; 6.<br>Ναι, ~~αυτό~~.
<ol><li>Ένα<li>Δύο<ul><li>μέσα</ul></ol>
<div class="callout callout--warning"><p>Καίει.</p></div>
<h2 id="xepl">Ξέπλυμα</h2>
<table><caption>Θέσεις</caption><thead><tr><th>Θέση<th>Τιμή</thead>
<tr><th>Πάνω<td rowspan=2>17<tr><th>Κάτω</table>
<pre class="language-json"><code>{
  "a": 1
}</code></pre>
<figure><img src="b.png" alt="Το φίλτρο"><figcaption>Πριν</figcaption></figure>
<iframe src="https://example.org/video" title="Βίντεο"></iframe>
<p onclick="x()">Τέλος {{dc.name}}.</p>
<script>alert(1)</script>
</main>
</body>
</html>
"""


def test_a_page_of_html_is_an_article(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    put(tmp_path, "files/el/a.html", PAGE)
    put(tmp_path, "files/el/b.htm", "---\ntitle: Β\nsource: el\n---\n<p>Β <q>γ</q></p>")
    put(tmp_path, "files/el/b.png", _png(3))
    report = import_tree(tmp_path / "files")
    assert (report.created, report.errors) == (2, [])
    assert page("a").title == "Καθαρίστε το φίλτρο"
    assert page("a").summary == "Πώς καθαρίζεται το φίλτρο."
    found = values("a")
    kinds = ["text", "warning", "text", "table", "code", "image", "text"]
    assert [kind for kind, _value in found] == kinds
    first, box, heading, table, code, picture, last = (value for _kind, value in found)
    assert '<b>κλείστε</b> τη <a family="b" linktype="article">βρύση</a>, μετά' in first
    assert "<p>Κοστίζει 5 &lt; 6.<br/>Ναι, ~~αυτό~~.</p>" in first
    assert "<ol><li>Ένα</li><li>Δύο<ul><li>μέσα</li></ul></li></ol>" in first
    assert box == {"text": "<p>Καίει.</p>"}
    assert heading == "<h2>Ξέπλυμα</h2>"
    assert [column["type"] for column in table["columns"]] == ["head", "start"]
    assert [row["values"] for row in table["rows"]] == [
        ["<p>Πάνω</p>", "<p>17</p>"],
        ["<p>Κάτω</p>", "<p>17</p>"],
    ]
    assert table["caption"] == "Θέσεις"
    assert code == {"text": '{\n  "a": 1\n}', "language": "json"}
    assert (picture["alt"], picture["caption"]) == ("Το φίλτρο", "Πριν")
    assert '<a href="https://example.org/video">Βίντεο</a>' in last
    assert "alert" not in last
    assert values("b") == [("text", "<p>Β “γ”</p>")]
    lines = [line for line, _message in said(report)]
    assert lines == [12, 26, 27, 27, 28]
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 2


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Α</title>", "Α"),
        ("<title>Ο τίτλος μου | Site</title><h1>Ο τίτλος μου</h1>", "Ο τίτλος μου"),
        ("<h1>Από <em>εδώ</em></h1>", "Από εδώ"),
        ("<title>Α</title><h1>Άλλο</h1>", "Α"),
        ("", ""),
    ],
)
def test_the_title_of_a_page_is_its_own_without_the_site(
    tmp_path: Path, head: str, title: str
) -> None:
    put(tmp_path, "el/a.html", f"{head}<p>Κείμενο")
    report = import_tree(tmp_path)
    assert [one.title for one in HelpPage.objects.all()] == [title] * bool(title)
    assert report.failed == (not title)
    if not title:
        assert "<title>" in report.errors[0].message


def test_the_language_is_the_folder_s_or_the_name_s_or_the_page_s(tmp_path: Path) -> None:
    put(tmp_path, "a.el.md", "---\nsource: el\n---\n# Α\n\n[β](docs/b.md) [γ](/c.html)")
    put(tmp_path, "docs/b.el.md", "---\nsource: el\n---\n# Β\n\n[α](../a.md)")
    put(tmp_path, "docs/b.da.markdown", "# B")
    put(tmp_path, "c.html", '<html lang="el-GR"><title>Γ</title><p>γ')
    put(tmp_path, "el/d.el.html", '<html lang="en"><title>Δ</title><p>δ')
    put(tmp_path, "e.html", "<title>Ε</title>")
    put(tmp_path, "docs/f.md", "# ΣΤ")
    report = import_tree(tmp_path)
    found = set(HelpPage.objects.values_list("slug", "locale__language_code"))
    assert found == {("a", "el"), ("b", "el"), ("b", "da"), ("c", "el"), ("d", "el")}
    assert report.left_out == 2
    assert [error.file for error in report.errors] == ["docs"]
    assert 'family="c"' in values("a")[0][1]
    assert 'family="a"' in values("b")[0][1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1253"])
def test_other_encodings_are_read_and_a_guess_is_said(tmp_path: Path, encoding: str) -> None:
    put(tmp_path, "el/a.md", "# Ώρα\r\n\r\nΝερό.\r\n".encode(encoding))
    put(tmp_path, "el/b.html", "<title>Ώρα</title><p>Νερό.".encode(encoding))
    report = import_tree(tmp_path)
    assert report.created == 2
    assert {one.title for one in HelpPage.objects.all()} == {"Ώρα"}
    guessed = [one for one in report.warnings if "windows-1253" in one.message]
    assert len(guessed) == (2 if encoding == "windows-1253" else 0)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<div>" * 200, "nested too deep"),
        ("<p><a href='javascript:alert(1)'>x</a>", "must not begin"),
        ("<p><a href=other.html>x</a>", "leads nowhere"),
        ("<p><img src=nope.png>", "not there"),
    ],
)
def test_a_bad_page_is_named(tmp_path: Path, html: str, message: str) -> None:
    put(tmp_path, "en/a.html", f"<title>A</title>\n{html}")
    (error,) = import_tree(tmp_path).errors
    assert (error.line, message in error.message) == (2, True)


@pytest.mark.parametrize("html", ["<!--" * 50_000, "<a " * 50_000, "<![" * 50_000, "&#" * 50_000])
def test_what_is_never_closed_is_text(tmp_path: Path, html: str) -> None:
    put(tmp_path, "en/a.html", f"<title>A</title>\n<p>{html}")
    assert import_tree(tmp_path).created == 1


def test_mdx_is_read_without_indented_code(tmp_path: Path) -> None:
    text = "# Α\n\n<Tabs>\n  <TabItem label='Β'>\n\n    Νερό {props.x}.\n\n  </TabItem>\n</Tabs>\n"
    put(tmp_path, "el/a.mdx", f"---\nsource: el\n---\n{text}")
    report = import_tree(tmp_path)
    assert values("a") == [("text", "<p><b>Β</b></p><p>Νερό {props.x}.</p>")]
    assert [line for line, _message in said(report)] == [6, 7, 9]


def docx(directory: Path, name: str, *blocks: str, **changes: Any) -> Path:
    content = word.parts("".join(blocks), title="Fra egenskaberne", png=_png(5))
    path = directory / name
    word.save(path, {**content, **changes})
    return path


def test_a_word_file_is_an_article(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    docx(
        tmp_path,
        "files/ar/تنظيف.docx",
        word.paragraph(word.run("نظّف المرشّح"), "Title"),
        word.paragraph(word.run("أولاً ") + word.run("أغلق", "b") + word.run(" الماء. [x](y)")),
        word.paragraph(word.run("الخطوات"), "Heading1"),
        word.paragraph(word.run("واحد"), "ListParagraph", "2"),
        word.paragraph(word.run("اثنان"), "ListParagraph", "2"),
        word.table([["الوضع", "الهدف"], ["اقتصادي", "17"]]),
        word.paragraph(word.link("الموقع")),
        word.paragraph(word.run("ساخن."), "Warning"),
        word.picture("صورة المرشّح"),
        word.paragraph(word.run("نص ~~x~~"), "Fancy"),
        word.paragraph(word.run("قديم", "strike")),
    )
    report = import_tree(tmp_path / "files")
    assert (report.created, report.errors) == (1, [])
    slug = HelpPage.objects.get().slug
    assert HelpPage.objects.get().title == "نظّف المرشّح"
    first, table, link, box, picture, last = (value for _kind, value in values(slug, "ar"))
    start = "<p>أولاً <b>أغلق</b> الماء. [x](y)</p><h2>الخطوات</h2>"
    assert first == f"{start}<ol><li>واحد</li><li>اثنان</li></ol>"
    assert [column["heading"] for column in table["columns"]] == ["الوضع", "الهدف"]
    assert table["rows"][0]["values"] == ["<p>اقتصادي</p>", "<p>17</p>"]
    assert link == '<p><a href="https://example.org/a?b=1">الموقع</a></p>'
    assert box == {"text": "<p>ساخن.</p>"}
    assert picture["alt"] == "صورة المرشّح"
    assert last == "<p>نص ~~x~~</p><p>قديم</p>"
    assert get_image_model().objects.get().get_file_hash()
    messages = [message for _line, message in said(report)]
    assert any("the style “Company Fancy” is unknown" in message for message in messages)
    assert any("<s> is left out, its words are kept (at “قديم”)" in one for one in messages)
    list(export_tree(tmp_path / "out"))
    assert import_tree(tmp_path / "out").unchanged == 1
    assert import_tree(tmp_path / "files").unchanged == 1


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
OTHERWISE = (
    "<Relationships><Relationship Type='http://schemas.openxmlformats.org/officeDocument/2006"
    "/relationships/{}' Target='media/a.png'/></Relationships>"
)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"_rels/.rels": OTHERWISE.format("officeDocument")}, "names that no Word file has"),
        ({"word/_rels/x.rels": OTHERWISE.format("styles")}, "names that no Word file has"),
        ({"word/document.xml": BOMB}, "declares a type or entities"),
        ({"word/styles.xml": BOMB.encode("utf-16")}, "declares a type or entities"),
        ({"docProps/core.xml": "<x>" * 300}, "nested too deep"),
        ({"word/document.xml": "<x>"}, "broken"),
        ({"../../el/x.md": "x"}, "names that no Word file has"),
        ({"word/media/big.xml": b"\0" * 11_000_000}, "10 MB of text"),
        ({"word/media/big.png": b"\0" * 101_000_000}, "more than 100 MB"),
        ({f"word/media/{number}.png": b"" for number in range(2_001)}, "2000 parts"),
    ],
)
def test_a_word_file_that_means_harm_is_refused(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    docx(tmp_path, "en/a.docx", word.paragraph(word.run("A"), "Title"), **changes)
    (error,) = import_tree(tmp_path).errors
    assert message in error.message


def test_what_is_no_word_file_is_named(tmp_path: Path) -> None:
    put(tmp_path, "en/a.docx", b"\xd0\xcf\x11\xe0 an old Word file")
    with zipfile.ZipFile(put(tmp_path, "en/b.docx", b""), "w") as archive:
        archive.writestr("x", "y")
    docx(tmp_path, "en/c.docx", word.paragraph(word.run("C")), **{"docProps/core.xml": "<x/>"})
    whole = docx(tmp_path, "en/d.docx", word.paragraph(word.run("Δ"))).read_bytes()
    start = whole.index(b"word/document.xml") + len("word/document.xml")
    put(tmp_path, "en/d.docx", whole[:start] + b"\xff" * 40 + whole[start + 40 :])
    put(tmp_path, "en/~$a.docx", b"x")
    report = import_tree(tmp_path)
    messages = {error.file: error.message for error in report.errors}
    assert set(messages) == {"en/a.docx", "en/b.docx", "en/c.docx", "en/d.docx"}
    assert "not a Word file" in messages["en/d.docx"]
    assert "save it as .docx" in messages["en/a.docx"]
    assert "save it again" in messages["en/b.docx"]
    assert "Title or Heading 1" in messages["en/c.docx"]
    assert report.files == 4
