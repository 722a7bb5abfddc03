"""Putting a backup back: into an empty database, after all of it has been read."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from portal.operations.backup.databases import counted, database, is_empty
from portal.operations.backup.manifest import BrokenBackupError, Manifest
from portal.operations.backup.taking import MEDIA


def restore(folder: Path, *, overwrite: bool = False) -> Manifest:
    """Fill database and media from a backup; returns what it says of itself.

    Raises CommandError, before anything is touched, for what is no whole backup or one of another
    kind of database, and for a database or media folder that is not empty, unless `overwrite`.
    """
    try:
        manifest = Manifest.read(folder)
        manifest.check(folder)
    except BrokenBackupError as error:
        raise CommandError(str(error)) from error
    if manifest.database != connection.vendor:
        raise CommandError(
            f"The backup is of {manifest.database}, DATABASE_URL names {connection.vendor}."
        )
    database().check(folder / database().file)
    _make_way(overwrite)
    database().load(folder / database().file)
    _put_media_back(folder / MEDIA)
    _compare(manifest)
    return manifest


def _make_way(overwrite: bool) -> None:
    media = Path(settings.MEDIA_ROOT)
    taken = [] if is_empty() else ["The database has tables."]
    if media.exists() and any(media.iterdir()):
        taken.append(f"{media} has files.")
    if taken and not overwrite:
        raise CommandError(
            f"{' '.join(taken)} A backup goes into an empty database and an empty folder: make a"
            " new one, or say --overwrite to lose what is there."
        )
    if not is_empty():
        database().clear()
    for path in media.iterdir() if media.exists() else ():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _put_media_back(source: Path) -> None:
    """Into the folder as it stands: it may be a disk of its own."""
    if source.exists():
        shutil.copytree(source, settings.MEDIA_ROOT, dirs_exist_ok=True)


def _compare(manifest: Manifest) -> None:
    """Say what is not there though it should be."""
    found = counted()
    if differing := sorted(
        table for table, rows in manifest.rows.items() if found.get(table) != rows
    ):
        raise CommandError(f"These tables are not as in the backup: {', '.join(differing)}")
