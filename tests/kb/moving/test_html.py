"""The HTML of another system becomes what an article can hold, and says what it cannot."""

import pytest

from kb.blocks.boxes import Aside
from kb.blocks.code import Code
from kb.blocks.image import Image
from kb.blocks.table import Table
from kb.blocks.text import Text
from kb.importing.problems import BadFile, Log
from kb.moving import html
from kb.prose import html_out
from kb.prose.inline import plain
from kb.prose.nodes import Link


def read(source: str) -> tuple[list[object], list[str]]:
    log = Log()
    reader = html.HtmlParser(
        log,
        link=lambda href: Link("url", href) if href.startswith("https:") else None,
        picture=lambda file, alt: Image(file, alt) if file else None,
    )
    blocks = [
        html_out.write(one.nodes) if isinstance(one, Text) else one
        for one in reader.read(html.parse(source))
    ]
    return blocks, [note.message for note in log.notes]


@pytest.mark.parametrize(
    ("source", "stored"),
    [
        ("<div><div>Ένα</div><div>δύο</div></div>", "<p>Ένα</p><p>δύο</p>"),
        ("<h1>Τίτλος</h1>", "<h2>Τίτλος</h2>"),
        ("<p><kbd>Ctrl</kbd> og <em>mere</em></p>", "<p><code>Ctrl</code> og <i>mere</i></p>"),
        ("<p>H<sub>2</sub>O, m<sup>2</sup></p>", "<p>H₂O, m²</p>"),
        ("<p><a href='/nowhere'>ord</a></p>", "<p>ord</p>"),
        (
            "<ul><li><div>α</div><ol><li>β</li></ol></li></ul>",
            "<ul><li>α<ol><li>β</li></ol></li></ul>",
        ),
        ("<dl><dt>Ord</dt><dd>Betydning</dd></dl>", "<p><b>Ord</b></p><p>Betydning</p>"),
        (
            "<ol><li>Kør<pre>a = 1\n  b</pre></li></ol>",
            "<ol><li>Kør<br/><br/><code>a = 1<br/>\u00a0\u00a0b</code></li></ol>",
        ),
        ("a\x00\ud800b", "<p>ab</p>"),
    ],
)
def test_what_a_text_can_hold_is_kept(source: str, stored: str) -> None:
    assert read(source) == ([stored], [])


@pytest.mark.parametrize(
    ("source", "stored", "note"),
    [
        (
            "<ul><li>Se<table><tr><th>Model</th><th>År</th></tr><tr><td>A</td><td>2</td></tr>"
            "</table></li></ul>",
            "<ul><li>Se<ul><li><b>Model</b>: A<br/><b>År</b>: 2</li></ul></li></ul>",
            "the table has become a list of its rows",
        ),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>", "“<script>” is left out"),
        ("<p>a</p><style>p{}</style>", "<p>a</p>", "“<style>” is left out"),
        (
            "<iframe src='//www.video.example/e/1'></iframe>",
            '<p><a href="https://www.video.example/e/1">https://www.video.example/e/1</a></p>',
            "a frame or video is kept as a link: “https://www.video.example/e/1”",
        ),
        ("<p><s>gammel</s></p>", "<p>gammel</p>", "struck-out text"),
    ],
)
def test_what_it_cannot_hold_is_kept_in_another_form_and_said(
    source: str, stored: str, note: str
) -> None:
    blocks, notes = read(source)
    assert blocks == [stored]
    (told,) = notes
    assert told.startswith(note)


def test_a_table_comes_in_as_a_table_with_merged_cells_in_each_of_their_places() -> None:
    blocks, notes = read(
        "<p>Πριν</p><div><table><caption>Μοντέλα</caption><thead><tr><th>Τύπος</th>"
        "<th style='text-align: right'>Έτος</th><th></th></tr></thead><tbody>"
        "<tr><th rowspan=2>Α</th><td colspan=2><a href='https://a.example/'>1</a> και</td></tr>"
        "<tr><td>2 <img src='b.png' alt='Β'></td></tr></tbody></table></div><p>Μετά</p>"
    )
    before, table, picture, after = blocks
    assert (before, after) == ("<p>Πριν</p>", "<p>Μετά</p>")
    assert picture == Image("b.png", "Β")
    assert isinstance(table, Table)
    assert table.caption == "Μοντέλα"
    assert [one.heading for one in table.columns] == ["Τύπος", "Έτος", ""]
    assert [one.align for one in table.columns] == ["head", "end", "start"]
    cells = [[plain(cell) for cell in row] for row in table.rows]
    assert cells == [["Α", "1 και", "1 και"], ["Α", "2", ""]]
    assert table.rows[0][1][0].link == Link("url", "https://a.example/")
    assert not notes


def test_a_table_that_only_arranges_is_what_stands_in_it() -> None:
    blocks, notes = read(
        "<table><tr><td><h2>Πρώτα</h2><ul><li>α</li></ul></td></tr><tr><td>Μετά</td></tr></table>"
    )
    assert blocks == ["<h2>Πρώτα</h2><ul><li>α</li></ul><p>Μετά</p>"]
    assert not notes


def test_boxes_code_and_pictures_stand_between_the_texts() -> None:
    blocks, notes = read(
        "<p>Før <img src='a.png' alt='Α'> efter</p><pre><code class='language-python'>x\n y</code>"
        "</pre><div class='note'><h3>Bemærk</h3><p>Ja</p></div><div class='help-center'>Nej</div>"
    )
    text, image, code, box, plain = blocks
    assert text == "<p>Før efter</p>"
    assert image == Image("a.png", "Α")
    assert code == Code("x\n y", "python")
    assert isinstance(box, Aside)
    assert box.name == "note"
    assert html_out.write(box.nodes) == "<p><b>Bemærk</b></p><p>Ja</p>"
    assert plain == "<p>Nej</p>"
    assert not notes


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<div>" * 5_000 + "x", "nested more than"),
        ("<b>" * 20_000, "nested more than"),
        ("x" * (html.MOST_CHARACTERS + 1), "more than a million"),
    ],
)
def test_html_beyond_the_bounds_is_refused_with_the_reason(source: str, fault: str) -> None:
    with pytest.raises(BadFile, match=fault):
        html.parse(source)


def test_headings_are_known_by_the_ids_that_they_had() -> None:
    root = html.parse('<h2 id="a">Πριν</h2><h3><a name="b"></a>Πριν</h3><p id="c">x</p>')
    assert html.headings(root) == {"a": "πριν", "b": "πριν-1"}
