"""Snippets go in and out with the articles, which keep what they show."""

from pathlib import Path

import pytest

from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import Family, HelpPage, SnippetUse
from search.index.models import Change

pytestmark = pytest.mark.django_db


def write(folder: Path, name: str, head: str, body: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    write(folder, "en/pump.md", "title: Pump", "Turn it.\n\n:::snippet call\n:::")
    write(folder, "el/pump.md", "title: Αντλία", "Γυρίστε.\n\n:::snippet call\n:::")
    write(folder, "en/call.md", "title: Call us\ntype: snippet", "Call **us**.")
    write(folder, "el/call.md", "title: Κλήση\ntype: snippet", "Καλέστε **μας**.")
    return folder


def test_they_go_in_as_translations_of_one_another(files: Path) -> None:
    report = import_tree(files)
    assert (report.created, report.failed, report.by_hand) == (4, 0, 0)
    assert not report.problems
    assert Family.objects.get(slug="call").kind == "snippet"
    assert SnippetUse.objects.filter(slug="call").count() == 2
    greek = HelpPage.objects.get(slug="pump", locale__language_code="el")
    assert [row["type"] for row in greek.body.raw_data] == ["text", "snippet"]


def test_export_then_import_changes_nothing(files: Path, tmp_path: Path) -> None:
    import_tree(files)
    out = tmp_path / "out"
    assert "en/call.md" in set(export_tree(out))
    assert ":::snippet call\n:::\n" in (out / "el/pump.md").read_text(encoding="utf-8")
    report = import_tree(out)
    assert (report.unchanged, report.created, report.updated) == (4, 0, 0)


def test_a_changed_snippet_is_told_to_search_with_the_articles(files: Path) -> None:
    import_tree(files)
    Change.objects.all().delete()
    write(files, "en/call.md", "title: Call us\ntype: snippet", "Write to us.")
    import_tree(files)
    assert {"call", "pump"} <= set(Change.objects.values_list("key", flat=True))


def test_an_unknown_one_is_a_warning_with_its_line_and_shows_once_it_is_there(
    files: Path,
) -> None:
    later = files.parent / "later.md"
    (files / "el" / "call.md").unlink()
    (files / "en" / "call.md").rename(later)
    report = import_tree(files)
    said = {(one.file, one.line, one.severity) for one in report.problems}
    assert said == {("en/pump.md", 7, "warning"), ("el/pump.md", 7, "warning")}
    assert report.created == 2
    Change.objects.all().delete()
    later.rename(files / "en" / "call.md")
    assert not import_tree(files).problems
    assert "pump" in set(Change.objects.values_list("key", flat=True))


@pytest.mark.parametrize(
    ("name", "head", "body", "said"),
    [
        ("en/call.md", "title: x\ntype: snippet", ":::snippet other\n:::", "another snippet"),
        ("en/pump.md", "title: x", ":::snippet other\n:::", "is not a snippet"),
        ("en/pump.md", "title: x", "[x](article:call)", "leads nowhere"),
    ],
)
def test_what_cannot_be_is_said(files: Path, name: str, head: str, body: str, said: str) -> None:
    write(files, "en/other.md", "title: Other", "Text.")
    write(files, name, head, body)
    problems = import_tree(files).problems
    assert any(said in one.message and one.line for one in problems if one.file == name)
