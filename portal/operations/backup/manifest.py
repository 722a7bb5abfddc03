"""What a backup says of itself, so that it can be read back and compared."""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from portal.settings.environment import REPOSITORY

NAME = "manifest.json"
FORMAT = 1
_AT_ONCE = 1024 * 1024


class BrokenBackupError(Exception):
    """It is no backup, or not as it was made; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` are checksums (SHA-256) by path; `rows` the rows of each table of the database.

    `database` is the kind of it (Django's vendor), `migrations` the last applied of each app,
    `version` the commit of the code, where it is known.
    """

    made_at: str
    version: str
    database: str
    migrations: dict[str, str]
    rows: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it down in the backup's folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What the backup in a folder says; raises BrokenBackupError if it is none of ours."""
        try:
            told = cls(**json.loads((folder / NAME).read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise BrokenBackupError(f"{folder} is not a whole backup: no {NAME}") from error
        if told.format != FORMAT:
            raise BrokenBackupError(f"{folder} was made by a later portal: use that one.")
        return told

    def check(self, folder: Path) -> None:
        """Read every file; raises BrokenBackupError unless all are as they were written."""
        found = checksums(folder)
        if differing := sorted(
            name
            for name in self.files.keys() | found.keys()
            if self.files.get(name) != found.get(name)
        ):
            raise BrokenBackupError(
                f"{len(differing)} files are not as they were written; one is {differing[0]}"
            )


def checksums(folder: Path) -> dict[str, str]:
    """The checksum of each file but the manifest."""
    return {str(path.relative_to(folder)): _checksum(path) for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / NAME:
            yield path


def _checksum(path: Path) -> str:
    sum_ = hashlib.sha256()
    with path.open("rb") as file:
        while some := file.read(_AT_ONCE):
            sum_.update(some)
    return sum_.hexdigest()


def version() -> str:
    """The commit of the code; empty where it is no clone, or git is missing."""
    command = ("git", "-C", str(REPOSITORY), "rev-parse", "HEAD")
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()
