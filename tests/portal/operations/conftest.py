"""An installation that lacks nothing, for tests to take something away from."""

from pathlib import Path
from typing import Any

import pytest

from portal.accounts import first_administrator
from portal.home import groups, site
from portal.legal import drafts
from portal.operations import catalogues, needs
from tests.factories.installation import environment
from tests.factories.mail import free_port, mailers_for


@pytest.fixture
def in_earnest(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings as they are in earnest, and a folder of the test's own."""
    settings.DEMO = False
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAILERS = mailers_for(free_port())
    # A browser that another test of this process drives sets what that check is about.
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
    monkeypatch.setattr(needs, "environment", environment())


@pytest.fixture
def whole(db: None, in_earnest: None) -> None:
    """An installation that lacks nothing."""
    catalogues.compile_stale()
    site.set_up()
    drafts.make()
    groups.set_up()
    first_administrator.make("owner@example.org", "a-good-long-password")
