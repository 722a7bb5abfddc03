"""A production site, come up from the shipped units behind each of the shipped web servers."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from portal.settings.environment import REPOSITORY
from tests.deploy import proxies, units
from tests.deploy.client import Client, asking
from tests.factories.installation import RIGHT, empty_database, lend_words
from tests.factories.mail import free_port

BACKGROUND = ("portal-worker@fast", "portal-worker@slow", "portal-scheduler")
ARTICLE = """\
---
title: Η βαλβίδα δεν απαντά
type: howto
source: el
---

Αλλάξτε τις μπαταρίες.
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A site whose web processes can be restarted; `places` is where it lies on this machine."""

    places: Mapping[str, str]
    var: Path
    log: Path
    restart: Callable[[], None]


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[Site]:
    """A site that `manage.py deploy` has set up, with an article and its processes."""
    if connection.vendor != "postgresql":
        pytest.skip("production runs on PostgreSQL only")
    # Web servers that run as another account must get there: no folder of pytest's.
    folder = Path(tempfile.mkdtemp(prefix="portal-site-"))
    folder.chmod(0o755)
    try:
        with empty_database(folder) as database:
            yield from _site(folder, database)
    finally:
        shutil.rmtree(folder)


def _site(folder: Path, database: str) -> Iterator[Site]:
    var, settings, log = folder / "var", folder / "portal.env", folder / "log"
    lend_words(var)
    variables = RIGHT | {
        "DATABASE_URL": database,
        "VAR_DIR": str(var),
        "LANGUAGES": "el,ar,en",
        "SITE_NAME": '"Βοήθεια"',
    }
    settings.write_text("".join(f"{name}={value}\n" for name, value in variables.items()))
    places = {
        "127.0.0.1:8000": f"127.0.0.1:{free_port()}",
        "/srv/portal/var": str(var),
        "/srv/portal/portal.env": str(settings),
        "/srv/portal/.venv/bin": str(Path(sys.executable).parent),
        "/srv/portal": str(REPOSITORY),
    }
    web = units.unit("portal-web.service", places)
    _manage(web, "deploy", "--no-input", ADMINISTRATOR_EMAIL="owner@example.org")
    article = folder / "articles" / "el" / "valve.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, encoding="utf-8")
    _manage(web, "import_articles", str(folder / "articles"), "--no-wait")
    _lay_media(var / "media")
    background = [units.unit(f"{name}.service", places) for name in BACKGROUND]
    with (
        units.listening(units.unit("portal-web.socket", places)) as listener,
        units.all_started(background, log),
        units.Restartable(web, log, listener) as running,
    ):
        yield Site(places, var, log, running.restart)


def _manage(one: units.Unit, *command: str, **variables: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"]} | one.environment | variables,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _lay_media(media: Path) -> None:
    for name in ("images/lid.png", "original_images/lid.png", "documents/contract.pdf"):
        path = media / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())


@pytest.fixture(scope="session", params=proxies.PROXIES)
def client(request: pytest.FixtureRequest, site: Site) -> Iterator[Client]:
    """Whoever asks through each of the web servers in turn."""
    folder = Path(tempfile.mkdtemp(prefix="portal-proxy-"))
    folder.chmod(0o755)
    places = {name: site.places[name] for name in ("127.0.0.1:8000", "/srv/portal/var")}
    try:
        with proxies.PROXIES[request.param](folder, places) as proxy, asking(proxy) as client:
            yield client
    finally:
        shutil.rmtree(folder)
