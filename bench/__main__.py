"""`python -m bench [subject ...]`: measure, print, and write bench/results.json."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.rows import Row, keep


def main(wanted: Sequence[str]) -> int:
    """Run the subjects; the exit status says whether every figure holds."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        _set_up(Path(folder))
        from bench import importing, pages  # they need Django's settings

        subjects: dict[str, Callable[[], list[Row]]] = {
            "importing": importing.measure,
            "pages": pages.measure,
        }
        rows: list[Row] = []
        for name, measure in subjects.items():
            if not wanted or name in wanted:
                sys.stderr.write(f"Measuring {name} ...\n")
                rows += measure()
    keep(rows)
    for row in rows:
        mark = "holds" if row.holds else "FAILS"
        sys.stdout.write(f"{mark}  {row.id:<34} {row.value:>10}  ({row.bound})  {row.what}\n")
    return 0 if all(row.holds for row in rows) else 1


def _set_up(folder: Path) -> None:
    os.environ["VAR_DIR"] = str(folder)
    os.environ["ALLOWED_HOSTS"] = "testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("set_up_site", verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
