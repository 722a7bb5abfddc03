"""The demo's machine translation: Apertium, where Debian's packages of it are installed."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from portal.demo.processes import free_port

MODES = Path("/usr/share/apertium/modes")
PAIRS = ("da:nb", "nb:da", "da:sv", "sv:da", "nb:sv", "sv:nb")
"""The pairs of languages that its packages of Scandinavia translate well."""
NETWORKS = "127.0.0.0/8"
# By itself it listens on every address of the machine, and fetches pages for whoever asks.
_ONLY_HERE = """
from tornado.httpserver import HTTPServer
bind = HTTPServer.bind
HTTPServer.bind = lambda self, port, **more: bind(self, port, address="127.0.0.1")
from apertium_apy.apy import main
main()
"""
_PYTHON = "/usr/bin/python3"


def is_installed() -> bool:
    """Whether it is there, with any pair."""
    return bool(shutil.which("apertium-apy")) and any(MODES.glob("*.mode"))


def command(port: int) -> Sequence[str]:
    """Its command line, on an address that this machine alone reaches."""
    return ("env", "LC_ALL=C.UTF-8", _PYTHON, "-c", _ONLY_HERE, str(MODES), "--port", str(port))


def to_run(say: Callable[[str], object]) -> dict[str, Sequence[str]]:
    """The process that translates, and the other processes told of it by the environment.

    Nothing where machines are named already, or it is not there.
    """
    if os.environ.get("MACHINE_TRANSLATION"):
        return {}
    if not is_installed():
        say("No machine translation: install apertium-apy and apertium-dan-nor to try it.")
        return {}
    port = free_port()
    os.environ["APERTIUM_URL"] = f"http://127.0.0.1:{port}"
    os.environ["MACHINE_TRANSLATION"] = " ".join(f"{pair}=apertium" for pair in PAIRS)
    os.environ["MACHINE_NETWORKS"] = NETWORKS
    return {"Apertium": command(port)}
