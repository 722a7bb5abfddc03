"""From nothing to a production site that answers through its web server; downloads are apart."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from bench.processes import REPOSITORY, free_port
from bench.rows import Row, at_most
from bench.sizes import Size
from tests.deploy import proxies, units
from tests.deploy.client import asking
from tests.factories.installation import RIGHT, empty_database

BOUND = 120
_BACKGROUND = ("portal-embedder", "portal-worker@fast", "portal-worker@slow", "portal-scheduler")


class Stopwatch:
    """Seconds of each part, by its name."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}

    @contextmanager
    def taking(self, part: str) -> Iterator[None]:
        """Add how long this took."""
        began = time.monotonic()
        yield
        self.parts[part] = round(time.monotonic() - began, 1)


def measure(size: Size) -> list[Row]:
    """Once: what `make install` and `deploy/install` do, with all packages at hand."""
    watch = Stopwatch()
    with (
        TemporaryDirectory(prefix="portal-installing-") as name,
        empty_database(Path(name)) as database,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        with watch.taking("downloads"):
            _download(folder / "packages")
        before = _processor_seconds()
        _install(folder, database, watch)
    downloads = watch.parts.pop("downloads")
    return [
        at_most(
            "installing-s",
            "from the clone to a production site that answers through Caddy, s",
            sum(watch.parts.values()),
            BOUND,
            commands=["make install", "deploy/install"],
            downloads_apart_s=downloads,
            of_the_processors_s=round(_processor_seconds() - before, 1),
            **{f"{part}_s": seconds for part, seconds in watch.parts.items()},
        )
    ]


def _download(packages: Path) -> None:
    """What is built on, ready-built: nothing is to be compiled."""
    wanted = (
        "-r",
        # With the embedder, which `deploy` installs; all else is the same.
        str(REPOSITORY / "requirements-semantic.txt"),
        "--require-hashes",
        "--only-binary=:all:",
    )
    _run(
        REPOSITORY, ".venv/bin/python", "-m", "pip", "download", "-q", "-d", str(packages), *wanted
    )


def _install(folder: Path, database: str, watch: Stopwatch) -> None:
    """The steps of deploy/install without systemd: its units are read, and run."""
    portal = folder / "portal"
    with watch.taking("clone"):
        _run(folder, "git", "clone", "--quiet", str(REPOSITORY), str(portal))
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder / "packages")}
    with watch.taking("make_install"):
        _run(portal, "make", "install", **offline)
    embedder = f"http://127.0.0.1:{free_port()}/v1"
    settings = RIGHT | {"DATABASE_URL": database, "EMBEDDINGS_URL": embedder}
    (portal / "portal.env").write_text("".join(f"{k}={v}\n" for k, v in settings.items()))
    places = {"127.0.0.1:8000": f"127.0.0.1:{free_port()}", "/srv/portal": str(portal)}
    web = units.unit("portal-web.service", places)
    with watch.taking("deploy"):
        command = (".venv/bin/python", "manage.py", "deploy", "--no-input")
        variables = web.environment | offline | {"ADMINISTRATOR_EMAIL": "owner@example.org"}
        _run(portal, *command, **variables)
    background = [units.unit(f"{name}.service", places) for name in _BACKGROUND]
    log = folder / "log"
    began = time.monotonic()
    with (
        units.listening(units.unit("portal-web.socket", places)) as listener,
        units.Restartable(web, log, listener),
        units.all_started(background, log),
        proxies.caddy(folder, places) as proxy,
        asking(proxy) as client,
    ):
        answer = client.ask("/en/")
        if answer.status != 200 or b"<html" not in answer.data:
            raise RuntimeError(f"The front page is answered by {answer.status}")
        watch.parts["start"] = round(time.monotonic() - began, 1)


def _processor_seconds() -> float:
    """Of all processes that have ended: on a busy machine it tells how long it would be alone."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(folder: Path, *command: str, **environment: str) -> None:
    """A command of its own world; raises CalledProcessError."""
    ours = ("DATABASE_URL", "DJANGO_", "VAR_DIR", "ALLOWED_HOSTS", "SECRET_KEY", "SEARCH_BY_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    subprocess.run(command, cwd=folder, env=kept | environment, check=True)  # noqa: S603
