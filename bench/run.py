"""The subjects of one world, in a process of its own.

python -m bench.run ROWS_FILE SIZE SUBJECT ...
"""

import logging
import sys
import traceback
from importlib import import_module
from pathlib import Path

from bench import rows
from bench.sizes import SIZES


def main(results: Path, size: str, names: list[str]) -> int:
    """Write the rows after each subject; one that breaks does not stop the others."""
    _set_up()
    measured: list[rows.Row] = []
    broken = 0
    for name in names:
        sys.stderr.write(f"Measuring {name} ...\n")
        try:
            measured += import_module(f"bench.{name}").measure(SIZES[size])
        except Exception:  # noqa: BLE001 - shown, and told by the exit status
            traceback.print_exc()
            broken = 1
        rows.write(results, measured)
    return broken


def _set_up() -> None:
    # What a web worker does when it starts.
    import_module("portal.wsgi")
    from django.conf import settings

    from portal.operations import steps

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    logging.getLogger().setLevel(logging.ERROR)
    steps.lay_foundation()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
