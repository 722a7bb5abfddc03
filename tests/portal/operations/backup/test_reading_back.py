"""A backup is read back before anybody relies on it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.operations.backup import taking
from portal.operations.backup.manifest import Manifest


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_read_back_is_no_backup(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    write = Manifest.write

    def write_and_lose(manifest: Manifest, folder: Path) -> None:
        write(manifest, folder)
        (folder / taking.SETTINGS).write_text("")

    monkeypatch.setattr(Manifest, "write", write_and_lose)
    monkeypatch.setenv("SITE_NAME", "Βοήθεια")
    with pytest.raises(CommandError, match="not as they were written"):
        call_command("backup", str(tmp_path / "backups"))
    assert list((tmp_path / "backups").iterdir()) == []
