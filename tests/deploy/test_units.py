"""The shipped units: systemd takes them, they run what must run, and they are hardened."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.jobs.worker import SERVES
from portal.operations.management.commands import deploy, run_embedder
from portal.settings.environment import REPOSITORY
from tests.deploy import units

pytestmark = pytest.mark.deployment

NAMES = sorted(path.name for path in units.FOLDER.iterdir() if path.is_file())
SERVICES = [name for name in NAMES if name.endswith(".service")]
# How open systemd says that a service may be at most: 10 is wide open.
EXPOSED = "20"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as they would lie on a machine, with programs that are there."""
    folder = tmp_path_factory.mktemp("units") / "systemd"
    shutil.copytree(units.FOLDER, folder)
    for path in folder.rglob("portal*"):
        if path.is_file():
            programs = re.sub(r"/srv/portal/\.venv/bin/\S+", "/bin/true", path.read_text())
            path.write_text(programs)
    return folder


def _analyze(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *command],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
    )


def _an_instance(name: str) -> str:
    return name.replace("@.", "@fast.")


@pytest.mark.parametrize("name", NAMES)
def test_systemd_finds_nothing_wrong(installed: Path, name: str) -> None:
    done = _analyze(installed, "verify", str(installed / _an_instance(name)))
    said = [line for line in done.stderr.splitlines() if "portal" in line]
    assert (done.returncode, said) == (0, [])


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_locked_in(installed: Path, name: str) -> None:
    path = str(installed / _an_instance(name))
    done = _analyze(installed, "security", "--offline=true", f"--threshold={EXPOSED}", path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_bounded_and_comes_back(name: str) -> None:
    unit = units.unit(name)
    assert unit.value("MemoryMax")
    assert unit.value("Restart") == "always"
    assert unit.value("User") == "portal"
    assert unit.value("WantedBy") == unit.value("PartOf") == "portal.target"


def test_all_that_must_run_has_a_unit() -> None:
    named = [*SERVICES, *(f"portal-worker@{queue}.service" for queue in SERVES)]
    commands = [units.unit(name).value("ExecStart") for name in named]
    for process in (*deploy.PROCESSES, deploy.EMBEDDER):
        assert [one for one in commands if process in one]


def test_an_embedder_that_nobody_asked_for_is_not_started_again() -> None:
    unit = units.unit("portal-embedder.service")
    status = str(run_embedder.NOTHING_TO_RUN)
    assert unit.value("RestartPreventExitStatus") == unit.value("SuccessExitStatus") == status


@pytest.mark.parametrize("name", SERVICES)
def test_only_what_is_installed_is_run(name: str) -> None:
    unit = units.unit(name)
    assert unit.value("WorkingDirectory") == "/srv/portal"
    program = shlex.split(unit.value("ExecStart"))[0]
    known = (REPOSITORY / "requirements.txt").read_text()
    known += (REPOSITORY / "requirements-semantic.txt").read_text()
    package = Path(program).name.removesuffix("-serve")
    assert program.startswith("/srv/portal/.venv/bin/")
    assert package == "python" or f"\n{package}==" in known


def test_the_installer_starts_what_deploy_names() -> None:
    script = (units.FOLDER.parent / "install").read_text()
    started = re.findall(r"portal-[a-z]+(?:@[a-z]+)?", script)
    commands = [units.unit(f"{name}.service").value("ExecStart") for name in set(started)]
    for process in (*deploy.PROCESSES, deploy.EMBEDDER):
        assert [one for one in commands if process in one]


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_is_explained(name: str) -> None:
    page = (REPOSITORY / "docs" / "administrating.md").read_text(encoding="utf-8")
    stem = _an_instance(name).removesuffix(".service")
    assert re.search(rf"`(systemctl .*)?{re.escape(stem)}`", page)
