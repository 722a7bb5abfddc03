"""`import_articles` and `export_articles` on the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kb.models import HelpPage
from search.service import search
from tests.kb.importing import trees


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return trees.small(tmp_path / "files")


def run(*arguments: object, status: int = 0) -> str:
    out = StringIO()
    if status:
        with pytest.raises(SystemExit) as stop:
            call_command("import_articles", *map(str, arguments), stdout=out, stderr=out)
        assert stop.value.code == status
    else:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_what_is_imported_can_be_searched(
    tree: Path, tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    said = run(tree)
    assert "6 created" in said
    assert "can be searched" in said
    found = search(query="ήχος", locale="el")
    assert "sound" in {hit.url.rstrip("/").rsplit("/", 1)[-1] for hit in found.results}


@pytest.mark.django_db
def test_a_bad_file_sets_the_exit_status(tree: Path) -> None:
    (tree / "en" / "bad.md").write_text("nothing")
    said = run(tree, "--no-wait", status=1)
    assert "en/bad.md:1:" in said
    assert "6 created" in said


@pytest.mark.django_db
def test_what_was_met_is_summed_up_by_kind(tree: Path) -> None:
    for number in range(3):
        body = f"<!-- α -->\n\n[x](allo-{number}.md) [y](ki-allo.md)"
        trees.write(
            tree, "el", f"kako-{number}", body=body, extra="sidebar_label: x\nsource: el\n"
        )
    said = run(tree, "--dry-run", status=1)
    leads = "the link “…” leads nowhere; write article:ID for another article"
    assert f"error, 6 in 3 files: {leads}" in said
    assert "warning, 3 in 3 files: a comment is left out" in said
    assert "warning, 3 in 3 files: unknown key “sidebar_label”" in said


@pytest.mark.django_db
def test_a_dry_run_says_what_would_happen(tree: Path) -> None:
    assert "would create el/volume.md" in run(tree, "--dry-run")
    assert not HelpPage.objects.exists()


@pytest.mark.django_db
def test_an_unknown_language_or_directory_is_refused(tree: Path) -> None:
    with pytest.raises(CommandError, match="Unknown locale"):
        run(tree, "--locale", "tlh")
    with pytest.raises(CommandError, match="not a directory"):
        run(tree / "nowhere")


@pytest.mark.django_db
def test_the_export_says_how_many_files_it_wrote(tree: Path, tmp_path: Path) -> None:
    run(tree, "--no-wait")
    out = StringIO()
    call_command("export_articles", str(tmp_path / "out"), stdout=out)
    assert "6 files" in out.getvalue()
