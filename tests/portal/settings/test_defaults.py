"""No default that nobody decided: each setting is set, or left as it is for a reason."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import global_settings

from portal.settings.environment import REPOSITORY

DECIDED = REPOSITORY / "docs" / "decided-defaults.md"
_WAGTAILS = re.compile(r"(?:WAGTAIL|TAGGIT)[A-Z0-9]*(?:_[A-Z0-9]+)*")
_NAMES = re.compile(r"`([A-Z0-9_*]+)`")
_PREFIXES = {
    "allauth": "ALLAUTH_",
    "allauth.account": "ACCOUNT_",
    "allauth.mfa": "MFA_",
    "allauth.socialaccount": "SOCIALACCOUNT_",
}
# Words in capitals within Wagtail's code that are no settings.
_NONE = {"WAGTAIL", "TAGGIT"}


def folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def trees(root: Path) -> Iterator[ast.AST]:
    for file in sorted(root.rglob("*.py")):
        if {"tests", "test", "migrations"}.isdisjoint(file.relative_to(root).parts):
            yield ast.parse(file.read_bytes())


def of_wagtail() -> Iterator[str]:
    """What its code, wagtail-localize's and taggit's call by the name of a setting."""
    for package in ("wagtail", "wagtail_localize", "taggit"):
        for tree in trees(folder(package)):
            for node in ast.walk(tree):
                word = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
                word = node.attr if isinstance(node, ast.Attribute) else word
                if isinstance(word, str) and _WAGTAILS.fullmatch(word) and word not in _NONE:
                    yield word


def of_allauth() -> Iterator[str]:
    """What its apps read through `_setting("NAME", default)`."""
    for package, prefix in _PREFIXES.items():
        file = folder(package) / "app_settings.py"
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "_setting":
                name = node.args[0]
                assert isinstance(name, ast.Constant)
                yield f"{prefix}{name.value}"


@cache
def known() -> frozenset[str]:
    """Every setting of the installed versions."""
    django = {name for name in dir(global_settings) if name.isupper()}
    return frozenset({*of_wagtail(), *of_allauth(), *django})


def set_by_us() -> set[str]:
    """What the settings of every world set, those of tests and of the demo aside."""
    names = set()
    for module in ("base", "browser", "media", "sign_in", "translation", "production"):
        tree = ast.parse((REPOSITORY / "portal" / "settings" / f"{module}.py").read_bytes())
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else ()
            targets = (node.target,) if isinstance(node, ast.AnnAssign) else targets
            names |= {one.id for one in targets if isinstance(one, ast.Name)}
            if isinstance(node, ast.ImportFrom):
                names |= {alias.asname for alias in node.names if alias.asname}
    return names


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the document."""
    part = DECIDED.read_text().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def left() -> list[str]:
    return [name for names, _why in rows("Left as it is") for name in _NAMES.findall(names)]


def test_every_setting_is_set_or_left_for_a_reason() -> None:
    ours = set_by_us()
    undecided = {
        name
        for name in known() - ours
        if not any(fnmatchcase(name, pattern) for pattern in left())
    }
    assert undecided == set()


def test_what_is_left_is_a_setting_that_nobody_sets() -> None:
    both = [name for name in left() if "*" not in name and name in set_by_us()]
    gone = [name for name in left() if not any(fnmatchcase(one, name) for one in known())]
    assert (both, gone) == ([], [])


def test_what_is_held_is_set_and_has_its_test() -> None:
    ours = set_by_us()
    for what, names, test in rows("Held by what is refused"):
        assert set(_NAMES.findall(names)) <= ours, what
        assert (REPOSITORY / test).is_file(), what


def test_the_settings_of_each_package_are_found() -> None:
    """Else the rule would hold because it looks at nothing."""
    for name in (
        "WAGTAIL_GRAVATAR_PROVIDER_URL",
        "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE",
        "ACCOUNT_CONFIRM_EMAIL_ON_GET",
        "MFA_TRUST_ENABLED",
        "SOCIALACCOUNT_LOGIN_ON_GET",
        "SECURE_HSTS_SECONDS",
    ):
        assert name in known(), name
