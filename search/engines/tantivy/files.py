"""The embedded index on disk: generations, the pointer to the one in use, and the locks.

    <directory>/CURRENT           the name of the generation in use
    <directory>/<generation>/da/  one tantivy index for each language; a generation's name tells
                                  its form: one that cannot be read any more is none
    <directory>/write.lock        held by the one process that writes
    <directory>/rebuild.lock      held by the one that builds a new generation

Locks are the kernel's (flock): they end with the process, however it ends.
"""

import fcntl
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import BusyError

_LOCALE = re.compile(r"[A-Za-z0-9-]{1,35}")
# Another number when search.engines.indexed_form, search.engines.tantivy.index or search.analysis
# has changed; and the former ones that can be searched until a new generation is whole.
_FORM = "g6-"
_GENERATION = re.compile("g[3456]-[0-9a-f]{32}")
_ANY_GENERATION = re.compile(r"g\d*-[0-9a-f]{32}")


class Files:
    """The directory of one host's generations."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @property
    def pointer(self) -> Path:
        """The file that names the generation in use."""
        return self.directory / "CURRENT"

    def current(self) -> str:
        """The generation in use, "" when there is none (or what the pointer names is gone)."""
        try:
            name = self.pointer.read_text().strip()
        except FileNotFoundError:
            return ""
        return name if _GENERATION.fullmatch(name) and self.path(name).is_dir() else ""

    @staticmethod
    def is_of_today(generation: str) -> bool:
        """Whether a generation has the form that is written now."""
        return generation.startswith(_FORM)

    def path(self, generation: str) -> Path:
        """Where a generation lies."""
        return self.directory / generation

    def index(self, generation: str, locale: str) -> Path:
        """Where a generation's index of a language lies; raises ValueError for a strange tag."""
        if not _LOCALE.fullmatch(locale):
            raise ValueError(f"Not a language tag: {locale!r}")
        return self.path(generation) / locale.lower()

    def locales(self, generation: str) -> list[str]:
        """The languages that a generation has an index of."""
        folder = self.path(generation)
        return sorted(one.parent.name for one in folder.glob("*/meta.json"))

    def new(self) -> str:
        """Make an empty generation, not in use yet."""
        name = f"{_FORM}{uuid.uuid4().hex}"
        self.path(name).mkdir(parents=True)
        return name

    def use(self, generation: str) -> None:
        """Make a generation the one in use, at once, and remove all others."""
        draft = self.directory / f"CURRENT.{os.getpid()}"
        with draft.open("w") as file:
            file.write(generation)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.pointer)

    def sweep(self, *keep: str) -> None:
        """Remove what killed rebuilds left behind: all but these and the one in use."""
        kept = {self.current(), *keep}
        for folder in self.directory.glob("g*-*"):
            if folder.name not in kept and _ANY_GENERATION.fullmatch(folder.name):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def locked(self, name: str, wait: float) -> Iterator[None]:
        """Hold a lock of this host; raises BusyError when another keeps it longer than `wait`."""
        self.directory.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + wait
        with (self.directory / f"{name}.lock").open("a") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise BusyError(f"{name} is in other hands") from None
                    time.sleep(0.05)
            yield
