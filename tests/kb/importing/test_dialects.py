"""What other systems write in Markdown is read, or kept and said."""

import pytest

from kb.blocks.boxes import Aside
from kb.blocks.code import Code
from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.blocks.text import Text
from kb.blocks.warning import WarningBox
from kb.importing import markdown_out
from kb.importing.markdown_in import MarkdownParser
from kb.prose.nodes import Heading, Item, ItemList, Link, Paragraph, Run


def read(source: str) -> tuple[Block, ...]:
    reader = MarkdownParser()
    body = reader.read(source)
    assert not reader.log.faults
    assert MarkdownParser().read(markdown_out.write(body)) == body
    return body


def notes(source: str) -> list[tuple[int, str]]:
    reader = MarkdownParser()
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
        ("Ord[^1] og\n\n[^1]: fod", "the footnotes are a list"),
        ("Ord[^2] uden fod", "a footnote"),
        ("Ord ^[lige her]", "a footnote"),
        ("~~Gammelt~~", "struck-out text"),
        ("==Vigtigt==", "highlighted text"),
        ('{{< youtube id="x" >}}', "a shortcode"),
        ("{% include a.html %}", "a shortcode"),
        ("Et billede{: .stort }", "an attribute list"),
        ("[[Anden side]]", "a wiki link"),
        ("H~2~O og m^2^", "a lowered or raised sign"),
        ("{++nyt++}", "a proposed change"),
        ("++Nyt her++", "inserted text"),
        ("Knap{ .stor }", "an attribute list"),
        ("Billede{width=300}", "an attribute list"),
        ("[TOC]", "a place for the contents"),
        ('--8<-- "a.md"', "a piece of another file"),
        ("*[ΑΤΜ]: Αυτόματο μηχάνημα", "an abbreviation"),
        ("Ord\n: forklaring", "a list of definitions"),
        ("Så er $a^2 + b$ nok", "a formula"),
        ("```mermaid\ngraph TD\n```", "draws something"),
        ("[ned](#findes-ikke)", "leads to no heading"),
        ("<Kort farve='rød'>Ord</Kort>", "the component"),
        ("import A from './a.js';\n\nOrd", "a line of program"),
        ("export const a = {\n  b: 1,\n};\n\nOrd", "a line of program"),
        ("![x](https://example.org/a.png)", "a link here"),
        ("![{{ navn }}](a.png)", "a shortcode"),
        ("God :+1: idé", "a sign by name"),
        (":material-check: Luk", "a sign by name"),
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
    "text",
    [
        *("Klokken 10:30: nu", "a == b", "C:\\drev", "[ordet](https://example.org/)", "Se: her"),
        *(
            "Det koster $5 eller $10",
            "US$5/US$10",
            "import af varer",
            "export default af alt",
            "{a}",
        ),
        *("C++ og C++", "x ~ y ~ z", "2^10", "Vi ses (kl. 9:00:00)", "- ☐ Luk", "&lt;Kort&gt;"),
    ],
)
def test_plain_words_are_no_markup(text: str) -> None:
    assert not notes(text)


def test_the_first_heading_is_the_title_where_there_is_none() -> None:
    for title, left in (("", 0), ("Ξέπλυμα", 0), ("Άλλο", 1)):
        reader = MarkdownParser(title=title)
        body = reader.read("# Ξέπλυμα\n\n# Δεύτερο")
        (text,) = body
        assert isinstance(text, Text)
        assert reader.title == (title or "Ξέπλυμα")
        assert len([node for node in text.nodes if isinstance(node, Heading)]) == left + 1


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("Se https://example.org/a_b?c=(d).", ("Se ", "https://example.org/a_b?c=(d)", ".")),
        ("(www.example.org/ελ)", ("(", "www.example.org/ελ", ")")),
        ("Skriv til help@example.org!", ("Skriv til ", "help@example.org", "!")),
        ("Δείτε https://example.org/el;", ("Δείτε ", "https://example.org/el", ";")),
        ("انظر https://example.org/ar؟", ("انظر ", "https://example.org/ar", "؟")),
    ],
)
def test_a_bare_address_is_a_link(source: str, runs: tuple[str, ...]) -> None:
    (text,) = read(source)
    assert isinstance(text, Text)
    (words,) = text.nodes
    assert isinstance(words, Paragraph)
    assert tuple(run.text for run in words.runs) == runs
    (link,) = [run.link for run in words.runs if run.link]
    assert link.target.startswith(("https://", "mailto:"))
    assert not notes(source)


@pytest.mark.parametrize("source", ["`https://example.org/`", "https\\://example.org/", "a@b"])
def test_no_other_address_is_a_link(source: str) -> None:
    (text,) = read(source)
    assert isinstance(text, Text)
    assert not any(run.link for run in text.nodes[0].runs)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "source",
    [
        *("<a" * 30_000, "<A{>" * 20_000, "<Note>\n" * 5_000, "[^a]: " * 10_000),
        "\n".join(f'{"    " * depth}=== "a"' for depth in range(200)),
        *("<Note>\n" * 5_000 + "</Note>\n", "{/*" * 20_000, "a@a." * 20_000),
    ],
)
def test_what_never_ends_is_not_looked_for_again_and_again(source: str) -> None:
    MarkdownParser().read(source)


def test_footnotes_are_a_list_at_the_end() -> None:
    source = "Πρώτο[^b] και δεύτερο[^a].\n\n[^a]: Άλφα\n    και άλλα\n[^b]: *Βήτα*\n\nΤέλος."
    (text,) = read(source)
    assert isinstance(text, Text)
    first, last, _rule, items = text.nodes
    assert first == paragraph("Πρώτο¹ και δεύτερο².")
    assert last == paragraph("Τέλος.")
    assert items == ItemList(
        True, (Item((paragraph(Run("Βήτα", italic=True)),)), Item((paragraph("Άλφα και άλλα"),)))
    )
    assert [line for line, _message in notes(source)] == [5]


def test_boxes_to_tick_are_boxes() -> None:
    (text,) = read("- [ ] Luk\n- [x] Åbn")
    items = ItemList(False, (Item((paragraph("☐ Luk"),)), Item((paragraph("☑ Åbn"),))))
    assert text == Text((items,))


MDX_TABS = """import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';

<Tabs groupId="os" values={[{label: 'A', value: 'a'}]}>
<TabItem value="a" label="Πρώτα">

Νερό.

</TabItem>
<TabItem value="b" label={'Μετά'}>

- Πάλι

</TabItem>
</Tabs>

Τέλος {/* σχόλιο */}.
"""


def test_tabs_of_mdx_are_their_content_in_order() -> None:
    (text,) = read(MDX_TABS)
    assert text == Text(
        (
            paragraph(Run("Πρώτα", bold=True)),
            paragraph("Νερό."),
            paragraph(Run("Μετά", bold=True)),
            ItemList(False, (Item((paragraph("Πάλι"),)),)),
            paragraph("Τέλος ."),
        )
    )
    lines = [line for line, _message in notes(MDX_TABS)]
    assert lines == [1, 4, 5, 10, 17]


def test_tabs_of_mkdocs_are_their_content_in_order() -> None:
    (text, code) = read('=== "Linux"\n\n    Νερό.\n\n=== "Mac"\n\n    ```\n    x\n    ```\n')
    assert text == Text(
        (paragraph(Run("Linux", bold=True)), paragraph("Νερό."), paragraph(Run("Mac", bold=True)))
    )
    assert code == Code("x")


@pytest.mark.parametrize(
    "source",
    [
        '<Admonition type="danger" title="Πριν">\n\nΝερό.\n\n</Admonition>',
        "<Warning title='Πριν'>\nΝερό.\n</Warning>",
        '<Callout type="warning" title={"Πριν"}>\n  Νερό.\n</Callout>',
    ],
)
def test_a_component_that_is_a_box_is_one(source: str) -> None:
    (box,) = read(source)
    assert box == WarningBox((paragraph(Run("Πριν", bold=True)), paragraph("Νερό.")))


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ('{{< ref "b.md" >}}', "b.md"),
        ('{{% relref path="b.md#x" lang="el" %}}', "b.md#x"),
        ("{% link _docs/b.md %}", "/_docs/b.md"),
        ("{{ site.baseurl }}{% link b.md %}", "/b.md"),
        ("{{ site.baseurl }}/b/", "/b/"),
        ("{{ '/b.html' | relative_url }}", "/b.html"),
    ],
)
def test_a_link_that_a_template_makes_leads_there(target: str, found: str) -> None:
    met: list[str] = []
    reader = MarkdownParser(resolve=lambda href: met.append(href) or "b")  # type: ignore[func-returns-value]
    reader.read(f"[ordet *her*]({target})")
    assert met == [found]
    assert not reader.log.notes


def test_a_heading_may_be_named_in_a_comment_or_by_a_mark() -> None:
    for source in ("## Ξέπλυμα {/* #xepl */}", '<a name="xepl"></a>\n\n## Ξέπλυμα'):
        text = read(f"[κάτω](#xepl)\n\n{source}")[-1]
        assert isinstance(text, Text)
        first, heading = text.nodes
        assert heading == Heading(2, (Run("Ξέπλυμα"),))
        (run,) = first.runs  # type: ignore[union-attr]
        assert run.link == Link("url", "#%CE%BE%CE%AD%CF%80%CE%BB%CF%85%CE%BC%CE%B1")
        assert not notes(f"[κάτω](#xepl)\n\n{source}")
