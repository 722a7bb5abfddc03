"""Tables: in Markdown, stored, shown, found and translated."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from kb.blocks.table import KIND, Align, Column, Table, table
from kb.blocks.table_field import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, TableBlock
from kb.blocks.text import Text
from kb.importing import markdown_out
from kb.importing.export import export_tree
from kb.importing.markdown_in import MarkdownParser
from kb.importing.run import import_tree
from kb.models import HelpPage
from kb.plain_text import plain_text
from kb.prose.nodes import Link, Run, Runs
from tests.factories.kb import make_family, make_page
from tests.kb.importing.documents import RUNS
from tests.kb.importing.trees import write
from tests.kb.translation.test_translation import submit, translate

MODES = "| الوضع | الهدف |\n|---|--:|\n| اقتصادي | 17 |\n| `a \\| b` | 21 |"
_HEADINGS = st.sampled_from(["", "Τύπος", "a|b", "*x*", "1__", "# _x_", "\\", "&amp; <b>"])
_ALIGNS: st.SearchStrategy[Align] = st.sampled_from(["start", "center", "end", "head"])
_CELLS: st.SearchStrategy[Runs] = st.just(()) | RUNS


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.builds(Column, _HEADINGS, _ALIGNS), min_size=1, max_size=3))
    width = len(columns)
    row = st.lists(_CELLS, min_size=width, max_size=width)
    rows = draw(st.lists(row, max_size=3))
    return table(columns, rows, draw(st.sampled_from(["", "Όλες οι θέσεις", ":::x", "1. |*a*|"])))


def read(source: str) -> tuple[Any, list[str]]:
    reader = MarkdownParser()
    found = reader.read(source)
    assert not reader.log.faults
    return found, [note.message for note in reader.log.notes]


def cell(*runs: Run | str) -> Runs:
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)


def test_githubs_table_is_read_with_its_alignment_and_escaped_bars() -> None:
    (found,), notes = read(MODES)
    assert found == Table(
        (Column("الوضع"), Column("الهدف", "end")),
        (
            (cell("اقتصادي"), cell("17")),
            (cell(Run("a | b", code=True)), cell("21")),
        ),
    )
    assert not notes


def test_missing_cells_are_empty_and_cells_hold_links_and_lines() -> None:
    source = "| Α | Β |\n|:-:|---|\n| [x](article:pair-hub) |\n| en<br>to | **b** |"
    (found,), _notes = read(source)
    assert found.columns[0].align == "center"
    assert found.rows[0] == (cell(Run("x", link=Link("article", "pair-hub"))), ())
    assert found.rows[1] == (cell("en\nto"), cell(Run("b", bold=True)))


def test_a_first_column_in_bold_holds_the_headings_of_the_rows() -> None:
    (found,), _notes = read("| | Α |\n|---|---|\n| **Ζεστό** | 1 |\n| **Κρύο** | 2 |")
    assert found.columns == (Column("", "head"), Column("Α"))
    assert [row[0] for row in found.rows] == [cell("Ζεστό"), cell("Κρύο")]


def test_a_caption_stands_with_its_table_in_a_box() -> None:
    (found,), _notes = read(f":::table\nΌλες οι θέσεις\n\n{MODES}\n:::")
    assert found.caption == "Όλες οι θέσεις"
    reader = MarkdownParser()
    reader.read(":::table\nκείμενο\n:::")
    assert [fault.line for fault in reader.log.faults] == [1]


def test_what_stands_beyond_the_last_column_is_said_with_its_line() -> None:
    reader = MarkdownParser()
    reader.read("| Α | Β |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |")
    assert [(note.line, "left out" in note.message) for note in reader.log.notes] == [(4, True)]


def test_what_a_heading_cannot_hold_is_said() -> None:
    (found,), notes = read("| [x](article:a) | b |\n|---|---|\n| 1 | 2 |")
    assert found.columns[0].heading == "x"
    assert notes == ["the headings of a table are plain words"]


def test_a_table_too_large_for_the_editor_is_a_list_of_its_rows() -> None:
    wide = "|".join(["x"] * (MAX_COLUMNS + 1))
    (found,), notes = read(f"|{wide}|\n|{wide.replace('x', '---')}|\n|{wide}|")
    assert isinstance(found, Text)
    assert str(MAX_COLUMNS) in notes[0]


def test_a_table_of_html_is_a_table_with_its_caption_and_merged_cells() -> None:
    (found,), notes = read(
        "<table>\n<caption>Θέσεις &amp; βαθμοί</caption>\n"
        '<tr><th>Θέση</th><th align="right">Βαθμοί</th></tr>\n'
        '<tr><th rowspan="2">Ζεστό *</th><td align="right">38 <b>μέγιστο</b></td></tr>\n'
        '<tr><td><a href="article:pair-hub">x</a><br/>y</td></tr>\n</table>'
    )
    assert found.columns == (Column("Θέση", "head"), Column("Βαθμοί", "end"))
    assert found.caption == "Θέσεις & βαθμοί"
    assert found.rows == (
        (cell("Ζεστό *"), cell("38 ", Run("μέγιστο", bold=True))),
        (cell("Ζεστό *"), cell(Run("x", link=Link("article", "pair-hub")), "\ny")),
    )
    assert not notes


def test_a_table_of_html_that_runs_something_keeps_the_file_out() -> None:
    reader = MarkdownParser()
    reader.read("<table>\n<tr><td>a</td>\n<td><script>x</script></td></tr>\n</table>")
    assert [fault.line for fault in reader.log.faults] == [2]


@settings(max_examples=150, deadline=None)
@given(tables())
@example(table([Column("a|b")], [[cell(Run("\\|", code=True))], [cell("x\\|y")]]))
def test_a_table_reads_back_the_same(one: Table) -> None:
    assert MarkdownParser().read(markdown_out.write((one,))) == (one,)
    value = TableBlock().to_python(KIND.store(one, lambda image: 0))
    stored = TableBlock().get_prep_value(value)
    assert KIND.load(stored, lambda number: ("", "")) == one


def block(*names: str) -> tuple[str, Any]:
    rows = [{"values": [f"<p>{name}</p>", f"<p>{len(name)}</p>"]} for name in names]
    columns = [{"type": "head", "heading": "Θέση"}, {"type": "end", "heading": "Βαθμοί"}]
    return "table", {"columns": columns, "rows": rows, "caption": "Θερμοκρασίες"}


@pytest.mark.django_db
def test_a_reader_meets_a_table_in_a_box_of_its_own_with_a_name(client: Client) -> None:
    make_page(make_family("Pair hub"))
    link = '<a linktype="article" family="pair-hub">Οδηγία</a>'
    make_page(make_family("Modes", source="el"), "el", body=[block(link, "Κρύο")])
    html = client.get("/el/help/modes/").content.decode()
    assert 'role="region" tabindex="0" aria-label="Θερμοκρασίες"' in html
    assert "<caption>Θερμοκρασίες</caption>" in html
    assert '<th scope="col" class="cell--end">Βαθμοί</th>' in html
    assert re.search(r'<th scope="row"><p><a href="/el/help/pair-hub/"[^>]*>Οδηγία', html)
    page = HelpPage.objects.get(slug="modes")
    assert plain_text(page.body).split("\n")[:4] == ["Θερμοκρασίες", "Θέση", "Βαθμοί", "Οδηγία"]


def segments(page: HelpPage) -> dict[str, str]:
    """Where each string of the body stands."""
    found = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    return {s.string.data: s.path.split(".", 2)[2] for s in found if "." in s.path}


@pytest.mark.django_db
def test_a_row_that_moves_keeps_its_place_for_translators() -> None:
    before = segments(make_page(body=[block("Ζεστό", "Χλιαρό")]))
    after = segments(make_page(body=[block("Κρύο", "Χλιαρό", "Ζεστό")]))
    assert {"Θερμοκρασίες", "Θέση", "Βαθμοί", "Ζεστό", "Χλιαρό", "5", "6"} == before.keys()
    assert before.items() <= after.items()


@pytest.mark.django_db
def test_every_cell_is_translated_and_keeps_its_place() -> None:
    page = make_page(body=[block("hot", '<a linktype="article" family="x">cold</a>')])
    translation = submit(page)
    translate(translation)
    for _again in range(2):
        translation.save_target(publish=True)
    greek = HelpPage.objects.get(family=page.family, locale__language_code="el")
    value = greek.body[0].value
    assert value.caption == "ΘΕΡΜΟΚΡΑΣΊΕΣ"
    assert [column["heading"] for column in value.columns] == ["ΘΈΣΗ", "ΒΑΘΜΟΊ"]
    assert value.row_data[0]["values"][0].source == "<p>HOT</p>"
    assert 'family="x"' in value.row_data[1]["values"][0].source
    assert list(segments(greek).values()) == list(segments(page).values())


@pytest.mark.django_db
def test_an_import_brings_a_table_and_an_export_changes_nothing(tmp_path: Path) -> None:
    for locale, body in (("en", MODES.replace("الوضع", "Mode")), ("ar", MODES)):
        write(tmp_path, locale, "modes", body=f"{body}\n\n:::note\nx\n:::")
    report = import_tree(tmp_path)
    assert not report.problems
    assert report.aligned == 1
    list(export_tree(tmp_path / "out"))
    exported = (tmp_path / "out" / "ar" / "modes.md").read_text(encoding="utf-8")
    assert "| --- | --: |\n| اقتصادي | 17 |\n| `a \\| b` | 21 |\n" in exported
    again = import_tree(tmp_path / "out")
    assert not again.problems
    assert again.unchanged == 2


@pytest.mark.parametrize(
    ("columns", "rows", "length"),
    [(MAX_COLUMNS + 1, 1, 1), (2, MAX_CELLS, 1), (1, 1, MAX_CHARACTERS)],
)
def test_a_table_too_large_is_refused_with_the_bound(columns: int, rows: int, length: int) -> None:
    value = TableBlock().to_python(
        {
            "columns": [{"type": "start", "heading": ""}] * columns,
            "rows": [{"values": [f"<p>{'x' * length}</p>"] * columns}] * rows,
        }
    )
    with pytest.raises(TypedTableBlockValidationError) as refused:
        TableBlock().clean(value)
    assert "Make two tables of it." in refused.value.non_block_errors[0]
