"""Static files are collected when they must be, and only then."""

import os
from pathlib import Path
from typing import Any

import pytest

from portal.operations import static_files

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.fixture
def source(settings: Any, tmp_path: Path) -> Path:
    """The one static file of a site."""
    folder = tmp_path / "source"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    file = folder / "theme.js"
    file.write_text("1")
    return file


def test_files_are_collected_once(source: Path, settings: Any) -> None:
    assert static_files.uncollected() == ["theme.js"]
    assert static_files.collect() == 1
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()
    assert static_files.collect() == 0


def test_a_file_that_is_new_or_has_changed_is_collected(source: Path, settings: Any) -> None:
    static_files.collect()
    (source.parent / "print.css").write_text("")
    assert static_files.uncollected() == ["print.css"]
    static_files.collect()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    later = manifest.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert static_files.uncollected() == ["theme.js"]


def test_files_that_are_served_as_they_lie_need_not_be_collected(
    source: Path, settings: Any
) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    assert static_files.uncollected() == []
