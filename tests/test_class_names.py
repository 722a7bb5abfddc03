"""A word means one thing: who reads a class's name knows which one it is, or which of two."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("portal", "kb", "community", "search")
# In so many modules a name may stand: a concept, and how another room sees it.
MOST = 2
# Django finds these by their name.
CONVENTIONAL = {"Command"}


def _modules(repository: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in (repository / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def _too_often(repository: Path) -> dict[str, list[str]]:
    """The modules of each class's name that stands in too many of them.

    A class within another, as `Post.Kind`, `Meta` and `Media` are, is said with its owner's name.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for path in _modules(repository):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name not in CONVENTIONAL:
                found[node.name].append(str(path.relative_to(repository)))
    return {name: sorted(paths) for name, paths in found.items() if len(set(paths)) > MOST}


def test_no_class_name_stands_in_more_than_two_modules() -> None:
    assert not _too_often(REPOSITORY)


def test_a_name_in_three_modules_would_be_seen(tmp_path: Path) -> None:
    for package in PACKAGES[:3]:
        (tmp_path / package).mkdir()
        text = "class Row:\n    pass\n\n\nclass Command:\n    class Meta:\n        pass\n"
        (tmp_path / package / "rows.py").write_text(text, encoding="utf-8")
    assert _too_often(tmp_path) == {"Row": ["community/rows.py", "kb/rows.py", "portal/rows.py"]}
