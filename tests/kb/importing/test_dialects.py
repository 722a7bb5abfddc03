"""What other systems write in Markdown is read, or kept and said."""

import pytest

from kb.blocks.boxes import Aside
from kb.blocks.code import Code
from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.blocks.text import Text
from kb.importing import markdown_out
from kb.importing.markdown_in import Reader
from kb.prose.nodes import Heading, Item, ItemList, Link, Paragraph, Run


def read(source: str) -> tuple[Block, ...]:
    reader = Reader()
    body = reader.read(source)
    assert not reader.log.faults
    assert Reader().read(markdown_out.write(body)) == body
    return body


def notes(source: str) -> list[tuple[int, str]]:
    reader = Reader()
    reader.read(source)
    return [(note.line, note.message) for note in reader.log.notes]


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


@pytest.mark.parametrize(
    "source",
    [
        "<!-- μόνο για εμάς -->\n\nΠατήστε.",
        "<!-- πολλές\n\nγραμμές -->\n\nΠατήστε.",
        "Πατήστε<!-- εδώ -->.",
        "Πατήστε.\n<!-- τέλος -->",
    ],
)
def test_a_comment_is_left_out_and_said(source: str) -> None:
    assert read(source) == (Text((paragraph("Πατήστε."),)),)
    assert [message for _line, message in notes(source)] == ["a comment is left out"]


def test_a_comment_in_code_stays() -> None:
    assert read("```\n<!-- α -->\n```") == (Code("<!-- α -->"),)


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("A<br>b<br/>c", (Run("A\nb\nc"),)),
        ("Tryk <kbd>Ctrl</kbd> nu", (Run("Tryk "), Run("Ctrl", code=True), Run(" nu"))),
        ("CO<sub>2</sub> og m<sup>2</sup>", (Run("CO₂ og m²"),)),
        ("<b>Fed</b> <i>skrå</i>", (Run("Fed", bold=True), Run(" "), Run("skrå", italic=True))),
        (
            'Se <a href="https://example.org/">her</a>.',
            (Run("Se "), Run("her", link=Link("url", "https://example.org/")), Run(".")),
        ),
        ("1 < 2 og 3 > 2", (Run("1 < 2 og 3 > 2"),)),
        ("Skriv <dit navn> her", (Run("Skriv <dit navn> her"),)),
        (
            "<details>\n<summary>Mere</summary>\nOm vand.\n</details>",
            (Run("Mere", bold=True), Run("\nOm vand.")),
        ),
        ('<p align="center">Midt</p>', (Run("Midt"),)),
    ],
)
def test_a_harmless_tag_says_what_it_means(source: str, runs: tuple[Run, ...]) -> None:
    assert read(source) == (Text((Paragraph(runs),)),)


def test_a_picture_may_be_a_tag_or_have_spaces_in_its_name() -> None:
    (tag,) = read('<img src="hane.png" alt="En hane">')
    assert tag == Image("hane.png", "En hane")
    (spaced,) = read("![Μια βρύση](η βρύση μου.png)")
    assert isinstance(spaced, Image)
    assert (spaced.file, spaced.alt) == ("η βρύση μου.png", "Μια βρύση")


@pytest.mark.parametrize(
    ("source", "name", "title"),
    [
        (":::tip\nΝερό.\n:::", "note", ""),
        (":::note Πριν\nΝερό.\n:::", "note", "Πριν"),
        (":::danger[Πριν]\nΝερό.\n:::", "warning", "Πριν"),
        ("::: info Πριν\nΝερό.\n:::", "note", "Πριν"),
        (':::caution{title="Πριν"}\nΝερό.\n:::', "warning", "Πριν"),
        ("> [!WARNING]\n> Νερό.", "warning", ""),
        ("> [!TIP]\n>\n> Νερό.", "note", ""),
        ("> [!important] Πριν\n> Νερό.", "note", "Πριν"),
        ('!!! warning "Πριν"\n    Νερό.', "warning", "Πριν"),
        ("/// note | Πριν\n\nΝερό.\n\n///", "note", "Πριν"),
    ],
)
def test_a_box_of_another_system_is_a_box(source: str, name: str, title: str) -> None:
    (box,) = read(source)
    assert isinstance(box, Aside)
    assert box.name == name
    heading = [paragraph(Run(title, bold=True))] if title else []
    assert list(box.nodes) == [*heading, paragraph("Νερό.")]
    assert not notes(source)


def test_a_box_in_a_list_is_its_text() -> None:
    source = "1. Luk hanen.\n\n   :::warning Varmt\n   Vent.\n   :::\n2. Sluk."
    item = Item((paragraph("Luk hanen."), paragraph(Run("Varmt", bold=True)), paragraph("Vent.")))
    assert read(source) == (Text((ItemList(True, (item, Item((paragraph("Sluk."),)))),)),)


def test_a_table_in_a_box_is_a_list_of_its_rows() -> None:
    source = ":::note\n| الوضع | الهدف |\n|---|--:|\n| اقتصادي | 17 |\n| `a \\| b` | 21 |\n:::"
    (box,) = read(source)
    assert isinstance(box, Aside)
    (rows,) = box.nodes
    assert isinstance(rows, ItemList)
    first, second = rows.items
    assert first.chunks == (
        paragraph(
            *(Run("الوضع", bold=True), ": اقتصادي\n", Run("الهدف", bold=True), ": 17"),
        ),
    )
    assert Run("a | b", code=True) in second.chunks[0].runs  # type: ignore[union-attr]
    assert notes(source) == [(2, "the table has become a list of its rows")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ord[^1] og\n\n[^1]: fod", "a footnote"),
        ("~~Gammelt~~", "struck-out text"),
        ("==Vigtigt==", "highlighted text"),
        ('{{< youtube id="x" >}}', "a shortcode"),
        ("{% include a.html %}", "a shortcode"),
        ("Et billede{: .stort }", "an attribute list"),
        ("[[Anden side]]", "a wiki link"),
        ("- [ ] Luk", "a box to tick"),
        ("::: \nx", "a box"),
        ("> [!FEJL]\n> x", "a box"),
        ("[x](a b", "a link or picture"),
        ("$$x^2$$", "a formula"),
        ("Godt :smile: nok", "a sign by name"),
        ("[App](solvei://aabn)", "readers see the words without the link"),
        ("<dit navn>", "no tag of HTML"),
        ("<video src=a.mp4></video>", "left out"),
    ],
)
def test_what_cannot_be_read_is_kept_with_a_warning(text: str, kind: str) -> None:
    assert any(kind in message for _line, message in notes(f"Først.\n\n{text}"))


@pytest.mark.parametrize(
    "text", ["Klokken 10:30: nu", "a == b", "C:\\drev", "[ordet](https://example.org/)", "Se: her"]
)
def test_plain_words_are_no_markup(text: str) -> None:
    assert not notes(text)


def test_the_first_heading_is_the_title_where_there_is_none() -> None:
    for title, left in (("", 0), ("Ξέπλυμα", 0), ("Άλλο", 1)):
        reader = Reader(title=title)
        body = reader.read("# Ξέπλυμα\n\n# Δεύτερο")
        (text,) = body
        assert isinstance(text, Text)
        assert reader.title == (title or "Ξέπλυμα")
        assert len([node for node in text.nodes if isinstance(node, Heading)]) == left + 1
