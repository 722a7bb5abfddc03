"""docs/asvs.md names each requirement of ASVS 5.0, level 1, once, with tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ROWS = {
    number: held for number, _asked, held in ROW.findall((ROOT / "docs" / "asvs.md").read_text())
}

# What the standard asks for at level 1.
LEVEL_1 = (
    *("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.5.1"),
    *("2.1.1", "2.2.1", "2.2.2", "2.3.1"),
    *("3.2.1", "3.2.2", "3.3.1", "3.4.1", "3.4.2", "3.5.1", "3.5.2", "3.5.3"),
    *("4.1.1", "4.4.1", "5.2.1", "5.2.2", "5.3.1", "5.3.2", "6.1.1"),
    *("6.2.1", "6.2.2", "6.2.3", "6.2.4", "6.2.5", "6.2.6", "6.2.7", "6.2.8"),
    *("6.3.1", "6.3.2", "6.4.1", "6.4.2", "7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.4.1", "7.4.2"),
    *("8.1.1", "8.2.1", "8.2.2", "8.3.1", "9.1.1", "9.1.2", "9.1.3", "9.2.1"),
    *("10.4.1", "10.4.2", "10.4.3", "10.4.4", "10.4.5", "11.3.1", "11.3.2", "11.4.1"),
    *("12.1.1", "12.2.1", "12.2.2", "13.4.1", "14.2.1", "14.3.1", "15.1.1", "15.2.1", "15.3.1"),
)


def test_no_requirement_of_level_1_is_missing_or_made_up() -> None:
    assert list(ROWS) == list(LEVEL_1)


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


@pytest.mark.parametrize("number", ROWS)
def test_each_is_held_by_tests_that_exist_or_says_why_not(number: str) -> None:
    held = ROWS[number]
    named = TEST.findall(held)
    assert len(named) == held.count("::"), held
    for path, name in named:
        assert name in names_in(path), f"{path}::{name}"
    for link in re.findall(r"\]\(([\w./]+\.md)", held):
        assert (ROOT / "docs" / link).exists(), link
    assert named or "](" in held or held.startswith(("not applicable", "open: ")), held
