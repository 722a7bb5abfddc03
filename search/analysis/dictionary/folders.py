"""Where the packed words of a language lie, and how they come there.

    <WORDS_DIR>/sv-1-1.2.0-3.1.1/   our form, then the versions of simplemma and wordfreq
    <WORDS_DIR>/sv.lock             held by the one process that makes it

A folder is made beside and renamed, so whatever has the right name is whole.
"""

import fcntl
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from search.analysis.languages import language

LEMMAS = "lemmas.marisa"
FREQUENCIES = "frequencies.marisa"
# Another number when what is packed, or how a language is folded, has changed.
_FORM = 1
# While an upgrade is under way two versions of the code run: neither takes the other's away.
_KEPT_SECONDS = 7 * 24 * 3600
_PACKAGES = ("simplemma", "wordfreq")
_REPOSITORY = Path(__file__).resolve().parents[3]


def ready(tag: str) -> tuple[Path, bool]:
    """The folder of a language's words, and whether it had to be made.

    Waits for another process that is making it. Raises CalledProcessError when it cannot be made.
    """
    root, code = Path(settings.WORDS_DIR), language(tag).code
    folder = root / "-".join((code, str(_FORM), *map(version, _PACKAGES)))
    if folder.is_dir():
        return folder, False
    root.mkdir(parents=True, exist_ok=True)
    with _locked(root / f"{code}.lock"):
        if folder.is_dir():
            return folder, False
        _make(code, folder)
    return folder, True


def _make(code: str, folder: Path) -> None:
    """Pack them beside, put them in place, and remove what was made of other data long ago."""
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as beside:
        draft = Path(beside) / code
        draft.mkdir()
        module = "search.analysis.dictionary.packing"
        subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", module, code, str(draft)], cwd=_REPOSITORY, check=True
        )
        # Processes that have the former ones mapped go on with them.
        for former in folder.parent.glob(f"{code}-*"):
            if time.time() - former.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(former, ignore_errors=True)
        draft.rename(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
