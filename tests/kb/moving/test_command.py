"""`move_in` on the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kb.models import HelpPage
from tests.factories import moving


def run(*arguments: object) -> str:
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("move_in", "zendesk", *map(str, arguments), stdout=out, stderr=out)
    # German, which the site has not.
    assert stop.value.code == 1
    return out.getvalue()


def test_a_dry_run_says_what_would_come_in_with_totals_by_kind(export: Path) -> None:
    said = run(export, "--dry-run")
    assert "  4 articles" in said
    assert "  11 texts" in said
    assert f"would create articles_page_1.json, article {moving.BLEED} (da)" in said
    assert "error, 1 in 1 files: unknown locale “…”" in said
    assert not HelpPage.objects.exists()


def test_moving_in_says_what_came_in(export: Path) -> None:
    assert "11 created" in run(export, "--no-wait")
    assert HelpPage.objects.count() == 11


@pytest.mark.django_db
def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not a directory"):
        call_command("move_in", "zendesk", str(tmp_path / "none"))
