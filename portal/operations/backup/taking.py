"""Making a backup: whole and read back, or none."""

import getpass
import os
import shlex
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.operations.backup.databases import database, is_empty
from portal.operations.backup.manifest import BrokenBackupError, Manifest, checksums, version
from portal.settings.environment import Environment

SETTINGS = "settings.env"
MEDIA = "media"
# The first administrator's are needed once, and never again.
_NOT_KEPT = frozenset({"administrator_email", "administrator_password"})


def take(into: Path) -> Path:
    """Make a backup in a new folder below `into`, for its owner alone; returns it.

    Raises CommandError when there is nothing to keep, no room, no folder that can be written, or
    something in it cannot be read back.
    """
    if is_empty():
        raise CommandError("The database is empty: does DATABASE_URL name the one you mean?")
    _make(into)
    _ask_for_room(into)
    at = datetime.now(UTC)
    whole = into / f"portal-{at:%Y%m%dT%H%M%SZ}"
    draft = into / f".{whole.name}.{os.getpid()}"
    usual = os.umask(0o077)
    try:
        _make(draft)
        _fill(draft, at)
        os.sync()
        draft.rename(whole)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        os.umask(usual)
    return whole


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"{folder} cannot be made ({error.strerror}): let it lie in a folder that"
            f" {getpass.getuser()} may write."
        ) from error


def _ask_for_room(into: Path) -> None:
    needed = database().bytes() + sum(map(_bytes, Path(settings.MEDIA_ROOT).rglob("*")))
    free = shutil.disk_usage(into).free
    if free < needed:
        raise CommandError(
            f"There is no room for a backup in {into}: it may need {needed / 1e6:.0f} MB,"
            f" {free / 1e6:.0f} MB are free."
        )


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0  # Deleted this moment.


def _copy(source: str, target: str) -> None:
    """Copy a file with its rights, unless an editor has deleted it this moment."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


def _fill(folder: Path, at: datetime) -> None:
    """The database first: of a file that comes later, no row lacks its own."""
    dumped = folder / database().file
    rows = database().dump(dumped)
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, folder / MEDIA, copy_function=_copy)
    (folder / SETTINGS).write_text(_named_settings())
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    manifest = Manifest(
        made_at=at.isoformat(),
        version=version(),
        database=connection.vendor,
        migrations=dict(applied),
        rows=rows,
        files=checksums(folder),
    )
    manifest.write(folder)
    database().check(dumped)
    _compare_with_sources(manifest)
    try:
        Manifest.read(folder).check(folder)
    except BrokenBackupError as error:
        raise CommandError(str(error)) from error


def _compare_with_sources(manifest: Manifest) -> None:
    """What stands in the backup is what stands in the media; what was deleted since may differ."""
    for name, checksum in checksums(Path(settings.MEDIA_ROOT)).items():
        if manifest.files.get(f"{MEDIA}/{name}", checksum) != checksum:
            raise CommandError(f"{name} was not copied as it is: try again, or look at the disk.")


def _named_settings() -> str:
    """The variables of this process that the portal knows, as a shell and systemd read them."""
    names = ["DJANGO_SETTINGS_MODULE", *map(str.upper, Environment.model_fields)]
    kept = [name for name in names if name in os.environ and name.lower() not in _NOT_KEPT]
    return "".join(f"{name}={shlex.quote(os.environ[name])}\n" for name in kept)
