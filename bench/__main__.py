"""`python -m bench [--small] [SUBJECT ...]`: measure, print, and keep what was measured."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import rows
from bench.sizes import FULL, SMALL
from bench.subjects import SUBJECTS, World, by_world

REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run the subjects; the exit status says whether all ran and every figure holds."""
    asked = _arguments()
    size = SMALL if asked.small else FULL
    measured: list[rows.Row] = []
    all_ran = True
    for world, names in by_world(asked.subjects).items():
        found, ran = _run(world, names, size.name)
        measured += found
        all_ran = all_ran and ran
    for row in measured:
        mark = "holds" if row.holds else "FAILS"
        sys.stdout.write(f"{mark}  {row.id:<40} {row.value:>10}  ({row.bound})  {row.what}\n")
    if size is FULL:
        rows.keep(measured)
    return 0 if all_ran and all(row.holds for row in measured) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--small", action="store_true", help="only try it: little, nothing kept")
    asked = parser.parse_args()
    if unknown := set(asked.subjects) - set(SUBJECTS):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    return asked


def _run(world: World, names: list[str], size: str) -> tuple[list[rows.Row], bool]:
    """Subjects in one world of their own, in a process of its own: settings are read once."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        results = Path(folder) / "rows.json"
        _have_words(Path(folder) / "var")
        done = subprocess.run(  # noqa: S603 - our own command
            [*world.beside, sys.executable, "-m", "bench.run", str(results), size, *names],
            cwd=REPOSITORY,
            env=_environment(Path(folder)),
            check=False,
        )
        return rows.read(results), done.returncode == 0


def _have_words(var: Path) -> None:
    """The words of languages that were packed before, by the portal here or by another world."""
    packed = REPOSITORY / "var" / "words"
    packed.mkdir(parents=True, exist_ok=True)
    var.mkdir()
    (var / "words").symlink_to(packed)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's own portal: its database and engine are not to be touched."""
    ours = ("DATABASE_URL", "ELASTICSEARCH_", "EMBEDDINGS_", "VAR_DIR", "SECRET_KEY", "EMAIL_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "VAR_DIR": str(folder / "var"),
        "ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        # What is measured by meaning starts an embedder of its own.
        "SEARCH_BY_MEANING": "no",
    }


if __name__ == "__main__":
    sys.exit(main())
