"""A help centre to move in."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Collection

from tests.factories import moving


@pytest.fixture
def export(tmp_path: Path, settings: Any, db: None) -> Path:
    """An export in a folder, and somewhere to keep its files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return moving.write_export(tmp_path / "export")
