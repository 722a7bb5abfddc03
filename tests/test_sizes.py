"""Small files and small functions: what has grown too large holds more than one concept."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("portal", "kb", "community", "search", "bench", "tools")
# Kind of file → how many lines it may have.
LONGEST = {"code": 300, "test": 400, "template": 120}
LONGEST_FUNCTION = 60


def _files(packages: tuple[str, ...], pattern: str) -> Iterator[Path]:
    for package in packages:
        for path in (REPOSITORY / package).rglob(pattern):
            if not {"migrations", "target"} & set(path.parts):
                yield path


def _too_long(paths: Iterator[Path], bound: int) -> list[str]:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(REPOSITORY)}: {n}" for path, n in counts.items() if n > bound]


@pytest.mark.parametrize(
    ("packages", "pattern", "kind"),
    [
        (PACKAGES, "*.py", "code"),
        (("tests",), "*.py", "test"),
        (PACKAGES, "*.html", "template"),
    ],
)
def test_a_file_is_one_concept_long(packages: tuple[str, ...], pattern: str, kind: str) -> None:
    assert not _too_long(_files(packages, pattern), LONGEST[kind])


def test_a_function_fits_on_a_screen() -> None:
    too_long = []
    for path in _files(PACKAGES, "*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long.append(f"{path.relative_to(REPOSITORY)}: {node.name} has {lines}")
    assert not too_long
