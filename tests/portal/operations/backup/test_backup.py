"""What was backed up comes back: row by row and byte by byte, into an empty place only."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command

from portal.operations.backup import taking
from portal.operations.backup.databases import is_empty
from portal.operations.backup.left_out import LEFT_OUT
from portal.operations.backup.manifest import Manifest, checksums
from portal.settings.environment import REPOSITORY
from tests.factories.installation import empty_database, lend_words, made_database
from tests.portal.operations.backup.site import TEXT

# Seconds that it may take to lay all tables on a busy machine.
PATIENCE = 400
pytestmark = [pytest.mark.slow, pytest.mark.timeout(PATIENCE)]


@dataclass
class Site:
    """A place for a site: a database and a folder of its own."""

    url: str
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        variables = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "SITE_NAME": "Βοήθεια & $HOME 'εδώ'",
            "ADMINISTRATOR_PASSWORD": "never-kept",
        }
        return subprocess.run(
            [sys.executable, *command],
            cwd=REPOSITORY,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def tell(self, what: str) -> Any:
        ended = self.run("-m", "tests.portal.operations.backup.site", what)
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    def restore(self, backup: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", "restore", str(backup), *options)


class BackedUp(NamedTuple):
    """A site, what was told of it, and its backup."""

    site: Site
    told: dict[str, Any]
    folder: Path


type Place = Callable[..., Site]


@pytest.fixture(scope="session")
def place(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """Makes places: empty ones, but for the database of one that has its tables."""
    with django_db_blocker.unblock(), ExitStack() as stack:

        def make(name: str, *, is_made: bool = False) -> Site:
            folder = tmp_path_factory.mktemp(name)
            lend_words(folder)
            database = made_database(folder) if is_made else empty_database(folder)
            return Site(stack.enter_context(database), folder)

        yield make


@pytest.fixture(scope="session")
def backed_up(place: Place, tmp_path_factory: pytest.TempPathFactory) -> BackedUp:
    site = place("first", is_made=True)
    told = site.tell("furnish")
    into = tmp_path_factory.mktemp("backups")
    ended = site.run("manage.py", "backup", str(into))
    assert ended.returncode == 0, ended.stderr
    [folder] = into.iterdir()
    assert f"{folder} is whole" in ended.stdout
    return BackedUp(site, told, folder)


def test_what_is_restored_is_equal_row_by_row_and_byte_by_byte(
    backed_up: BackedUp, place: Place
) -> None:
    second = place("second")
    ended = second.restore(backed_up.folder)
    assert ended.returncode == 0, ended.stderr
    assert "manage.py deploy" in ended.stdout
    told = second.tell("tell")
    for label, had in backed_up.told.items():
        assert told[label] == ([0, told[label][1]] if label in LEFT_OUT else had), label
    assert checksums(second.folder / "media") == checksums(backed_up.site.folder / "media")

    served = second.tell("serve")
    # Words are packed anew: they are no data of the site's.
    assert {name for name, changed in served["changed"].items() if changed} <= {"words"}
    assert TEXT in served["page"]
    assert served["ready"] == 200
    assert served["password"]
    assert "οδηγός.pdf" in served["media"]


def test_no_backup_of_an_empty_database_is_called_whole(place: Place, tmp_path: Path) -> None:
    ended = place("nothing").run("manage.py", "backup", str(tmp_path / "backups"))
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: The database is empty")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told_of_in_words(db: None, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(CommandError, match="cannot be made"):
        taking.take(in_the_way / "backups")


def test_what_is_left_out_was_there(backed_up: BackedUp) -> None:
    there = {label for label in LEFT_OUT if backed_up.told[label][0]}
    assert there == set(LEFT_OUT) - {"search.FailedChange", "jobs.Lead"}


def test_nothing_of_what_is_left_out_stands_in_any_page_of_it(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    [dump] = backed_up.folder.glob("database.*")
    plain = tmp_path / "plain"
    if dump.suffix == ".dump":
        subprocess.run(["pg_restore", f"--file={plain}", dump], check=True)
    else:
        shutil.copyfile(dump, plain)
    content = plain.read_bytes()
    assert b"eleni@example.com" in content
    assert b"the-salt-of-this-day" not in content
    assert b"in the cache" not in content


def test_the_settings_come_back_as_they_were_and_are_for_their_owner(backed_up: BackedUp) -> None:
    path = backed_up.folder / taking.SETTINGS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backed_up.folder.stat().st_mode) == 0o700
    assert "never-kept" not in path.read_text()
    script = (
        f"set -a; . {path}; exec {sys.executable} -c 'import os; print(os.environ[\"SITE_NAME\"])'"
    )
    told = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "Βοήθεια & $HOME 'εδώ'"


def test_a_place_that_is_taken_is_refused_unless_it_may_be_lost(
    backed_up: BackedUp, place: Place
) -> None:
    taken = place("taken")
    (taken.folder / "media").mkdir()
    (taken.folder / "media" / "mine.txt").write_text("mine")
    assert taken.restore(backed_up.folder, "--overwrite").returncode == 0
    assert not (taken.folder / "media" / "mine.txt").exists()

    ended = taken.restore(backed_up.folder)
    assert ended.returncode == 1
    assert "The database has tables." in ended.stderr
    assert "media has files." in ended.stderr
    assert "Traceback" not in ended.stderr

    assert taken.restore(backed_up.folder, "--overwrite").returncode == 0
    # Nothing was merged.
    assert taken.tell("tell")["accounts.User"] == backed_up.told["accounts.User"]


@pytest.mark.parametrize("broken", ["changed", "missing", "more", "no manifest", "later"])
def test_a_backup_that_is_not_as_it_was_made_is_refused_and_touches_nothing(
    backed_up: BackedUp, db: None, settings: Any, tmp_path: Path, broken: str
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "copy"
    shutil.copytree(backed_up.folder, folder)
    [dump] = folder.glob("database.*")
    manifest = folder / "manifest.json"
    if broken == "changed":
        dump.write_bytes(dump.read_bytes()[:-1] + b"\x01")
    elif broken == "missing":
        next((folder / "media").rglob("*.pdf")).unlink()
    elif broken == "more":
        (folder / "media" / "evil.html").write_text("<script>")
    elif broken == "no manifest":
        manifest.unlink()
    else:
        manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(CommandError, match=r"not as they were written|no manifest|later portal"):
        call_command("restore", str(folder), "--overwrite")
    assert not (tmp_path / "media").exists()
    assert not is_empty()


@pytest.mark.django_db
def test_a_disk_without_room_is_told_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = shutil._ntuple_diskusage(10, 10, 0)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda path: small)
    with pytest.raises(CommandError, match="no room"):
        call_command("backup", str(tmp_path / "backups"))
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_kind_of_database_is_not_put_into_another(
    backed_up: BackedUp, db: None, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(backed_up.folder, folder)
    told = Manifest.read(folder)
    replace(told, database="oracle").write(folder)
    with pytest.raises(CommandError, match="of oracle, DATABASE_URL names"):
        call_command("restore", str(folder))
