"""What docs/administrating.md says holds: its settings, its checks, what the doctor looks at."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from portal.needs import Need, all_needs
from portal.operations import examinations, steps
from portal.operations.management.commands import deploy
from portal.settings.environment import REPOSITORY, Environment
from portal.settings.refusals import REFUSALS, refused

PAGE = (REPOSITORY / "docs" / "administrating.md").read_text(encoding="utf-8")


def _settings() -> dict[str, str]:
    """The settings that the page has an administrator write down."""
    [written] = re.findall(r"cat > portal\.env <<END\n(.*?)\n    END\n", PAGE, re.DOTALL)
    pairs = [line.strip().partition("=") for line in written.splitlines()]
    return {name: value.strip('"') for name, _equals, value in pairs}


def _ids() -> set[str]:
    """The ids of checks that stand in the code of a room."""
    rooms = (REPOSITORY / room for room in ("portal", "kb", "community", "search"))
    files = (file for room in rooms for file in room.rglob("*.py"))
    found = (re.findall(r'"([a-z_]+\.[EW]\d{3})"', file.read_text("utf-8")) for file in files)
    # Those of Django are its own to explain.
    return {one for some in found for one in some if not one.startswith("security.")}


def test_the_settings_to_write_down_are_right_as_they_stand() -> None:
    written = _settings()
    assert written.pop("DJANGO_SETTINGS_MODULE") == "portal.settings.production"
    assert "secrets.token_urlsafe(50)" in written["SECRET_KEY"]
    written["SECRET_KEY"] = "drawn-by-the-command-that-stands-there-0123456789-abcdef"
    known = {name.lower(): value for name, value in written.items()}
    assert set(known) <= set(Environment.model_fields)
    assert refused(Environment(**known)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("variable", sorted({one.variable for one in REFUSALS}))
def test_every_setting_that_may_be_refused_is_explained(variable: str) -> None:
    assert variable in _settings()
    assert re.search(rf"^\| `?.*`{variable}`.* \| ", PAGE, re.MULTILINE)


@pytest.mark.parametrize("need", all_needs(), ids=lambda need: need.id)
def test_every_check_is_explained(need: Need) -> None:
    assert f"\n| `{need.id}` | " in PAGE


@pytest.mark.parametrize("id_", sorted(_ids()))
def test_every_id_that_a_check_has_in_the_code_is_explained(id_: str) -> None:
    assert f"\n| `{id_}` | " in PAGE


@pytest.mark.parametrize("name", examinations.EXAMINATIONS)
def test_everything_the_doctor_looks_at_is_explained(name: str) -> None:
    assert f"\n| {name} | " in PAGE


def test_the_steps_of_deploy_are_told_in_their_order() -> None:
    told = PAGE.partition("### What `deploy` does and asks")[2].partition("\n## ")[0]
    assert re.findall(r"^\d+\. \*(.+?)\*", told, re.MULTILINE) == [
        step.sentence for step in steps.EVERYTHING
    ]


@pytest.mark.parametrize("process", deploy.PROCESSES)
def test_every_process_is_named(process: str) -> None:
    assert process in PAGE


def test_the_files_it_leads_to_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (Path(REPOSITORY) / "docs" / link).exists(), link


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    assert {"deploy", "doctor", "search_rebuild", "changepassword"} <= named
    assert named <= set(get_commands())


def test_every_figure_of_the_bench_it_names_is_measured() -> None:
    rows = json.loads((REPOSITORY / "bench" / "results.json").read_text(encoding="utf-8"))["rows"]
    known = {row["id"] for row in rows}
    engines = re.findall(
        r"`((?:quality|search|suggestions|freshness|hostile|embedded)-[a-z0-9…-]+)`", PAGE
    )
    assert engines
    for name in engines:
        stem = name.removesuffix("…")
        assert any(row.startswith(stem) if name.endswith("…") else row == name for row in known)
