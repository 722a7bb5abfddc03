"""What is pasted keeps headings, lists, tables and pictures, and nothing of its looks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.importing import markdown_out
from kb.importing.problems import BadFile
from kb.pasting import reading
from kb.pasting.losses import Loss
from tests.kb.pasting.clipboards import DOCS, WEB, WORD


def pasted(html: str) -> str:
    return markdown_out.write(reading.read(html).blocks)


def test_from_word() -> None:
    assert pasted(WORD) == (
        "## Το καπάκι\n"
        "\n"
        "**Προσοχή** στο νερό.\n"
        "\n"
        "- Πρώτα\n"
        "  - δεξιά\n"
        "- Μετά\n"
        "\n"
        "1. Ένα\n"
        "\n"
        "| Μέρος | Βάρος |\n"
        "| --- | --- |\n"
        "| Καπάκι | 12 g |\n"
        "\n"
        "![Το καπάκι](<file:///C:/Users/A/AppData/clip_image001.png>)\n"
    ).replace("(<file:///C:/Users/A/AppData/clip_image001.png>)", f"({_address()})")


def _address() -> str:
    [picture] = [one for one in reading.read(WORD).blocks if hasattr(one, "alt")]
    assert picture.file.startswith("file:")
    return picture.file


def test_from_google_docs() -> None:
    read = reading.read(DOCS)
    assert read.has_remote_pictures
    assert markdown_out.write(read.blocks) == (
        "## Låget\n"
        "\n"
        "**Husk** vandet, [læs mere](https://solvei.example/laag)\n"
        "\n"
        "- Først\n"
        "  - til højre\n"
        "\n"
        "[Et låg](https://lh3.googleusercontent.com/docsz/AD_4nXe)\n"
    )


def test_from_a_web_page_nothing_comes_that_runs_asks_or_loads() -> None:
    text = pasted(WEB)
    assert text.startswith("### Tutup\n")
    assert "Buka tutupnya." in text
    assert "| a | b |" in text
    assert text.rstrip().endswith("Selesai.")
    for gone in ("script", "alert", "onclick", "style", "color"):
        assert gone not in text


def test_numbers_of_words_lists_are_told_from_their_dots() -> None:
    item = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{}</span>x</p>"
    for sign in ("1.", "12)", "a)", "iv.", "β.", "(3)"):
        assert pasted(item.format(sign)) == "1. x\n", sign
    for sign in ("·", "o", "§", "–", "➢", ""):
        assert pasted(item.format(sign)) == "- x\n", sign


def test_a_list_that_begins_deep_or_ends_deep_keeps_all_its_items() -> None:
    sign = "<span style='mso-list:Ignore'>·</span>"
    html = "".join(
        f"<p style='mso-list:l0 level{level} lfo1'>{sign}{word}</p>"
        for level, word in ((3, "a"), (1, "b"), (2, "c"), (9, "d"), (1, "e"))
    )
    text = pasted(html)
    assert [line.strip(" -") for line in text.split("\n") if line.strip()] == list("abcde")


LOST = {
    Loss.MENUS: "<nav><a href='/'>Forside</a></nav>",
    Loss.PLAYERS: "<iframe src='https://video.example/1'></iframe>",
    Loss.DRAWINGS: "<p>Se <svg width='640'><path/></svg></p>",
    Loss.LINKS: "<p><a href='javascript:x()'>Åpne</a></p>",
}


@pytest.mark.parametrize(("loss", "html"), LOST.items())
def test_what_has_not_come_along_is_known_by_its_kind(loss: Loss, html: str) -> None:
    assert reading.read(f"<p>Før</p>{html}<p>Etter</p>").lost == {loss}


@pytest.mark.parametrize(
    "html",
    [
        "<nav> </nav>",
        "<h2><a href='#x'><svg width='16'></svg></a>Et</h2>",
        "<p>Et</p>",
        WORD,
        DOCS,
    ],
)
def test_nobody_is_told_of_what_nobody_misses(html: str) -> None:
    assert reading.read(html).lost == frozenset()


def test_words_title_is_a_heading_and_its_footnotes_are_no_links() -> None:
    mark = "<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a>"
    text = pasted(f"<p class=MsoTitle>Τίτλος</p><p class=MsoNormal>Λόγια{mark}</p>")
    assert text == "## Τίτλος\n\nΛόγια\\[1\\]\n"


def test_the_language_of_code_is_not_the_word_before_it() -> None:
    assert pasted("<pre class='highlight language-bash'>ls</pre>") == "```bash\nls\n```\n"


@pytest.mark.parametrize(
    "html", ["<div>" * 200 + "x", "x" * (reading.MOST + 1), "<p>x</p>" * 20_001]
)
def test_what_is_too_deep_or_too_much_is_refused(html: str) -> None:
    with pytest.raises(BadFile):
        reading.read(html)


def test_a_style_that_never_ends_makes_no_list() -> None:
    assert pasted(f"<p style='{'mso-list:' * 50_000}'>x</p>") == "x\n"


def test_thousands_of_the_same_headings_are_read() -> None:
    assert pasted("<h2>x</h2>" * 5_000).count("## x") == 5_000


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>"),
                *("<b>", "</b>", "<img src=x>", "ά", "<", "&", "<!--", "-->", "<![if !a]>"),
                "<p style='mso-list:l0 level2 lfo1'>",
                "<span style='mso-list:Ignore'>1.</span>",
            ]
        ),
        max_size=25,
    )
)
def test_whatever_stands_on_a_clipboard_is_read(parts: list[str]) -> None:
    read = reading.read("".join(parts))
    words = "".join(parts).count("ά")
    # A word in a hidden or left-out place may go; none comes twice but in merged cells.
    assert markdown_out.write(read.blocks).count("ά") <= words
