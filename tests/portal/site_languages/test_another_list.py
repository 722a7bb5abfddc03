"""A site whose languages are German and Hebrew, and one with a language that nobody translates."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal.settings.environment import REPOSITORY
from tests.factories.installation import lend_words

# Each list is a site of its own: a process, and a database that begins empty.
pytestmark = [pytest.mark.own_site, pytest.mark.timeout(300)]
HTML = re.compile(r'<html lang="([a-z-]+)" dir="(ltr|rtl)"')


def run(languages: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    lend_words(folder / "var")
    facts = os.environ | {
        "LANGUAGES": languages,
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=facts, capture_output=True, text=True, check=False
    )


def site(languages: str, folder: Path) -> dict[str, Any]:
    done = run(languages, folder, "-m", f"{__package__}.walk", str(folder / "files"))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("without-english")


@pytest.fixture(scope="module")
def without_english(folder: Path) -> dict[str, Any]:
    return site("de,he", folder)


@pytest.fixture(scope="module")
def borrowing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Arabic is ours; Hebrew is without a catalogue of ours, and borrows it."""
    return site("ar,he", tmp_path_factory.mktemp("borrowing"))


@pytest.mark.parametrize(("code", "direction"), [("de", "ltr"), ("he", "rtl")])
def test_every_page_is_in_the_language_of_its_address(
    without_english: dict[str, Any], code: str, direction: str
) -> None:
    for path, page in without_english["pages"][code].items():
        assert page["status"] == (404 if path == "missing" else 200), path
        found = HTML.search(page["html"])
        assert found, path
        assert found.groups() == (code, direction), path
        assert 'href="/en/' not in page["html"], path


@pytest.mark.parametrize(
    ("code", "title"), [("de", "Passwort zurücksetzen"), ("he", "איפוס סיסמה")]
)
def test_an_imported_article_and_a_question_are_read_and_found(
    without_english: dict[str, Any], code: str, title: str
) -> None:
    pages = without_english["pages"][code]
    for path in ("help/", "help/password/", "community/", "thread"):
        assert title in pages[path]["html"], path
    assert f'href="/{code}/help/password/"' in pages["found"]["html"]
    assert f'href="/{code}/community/t/' in pages["found"]["html"]


def test_where_a_package_has_a_catalogue_nothing_is_said_in_english(
    without_english: dict[str, Any],
) -> None:
    for code, words in (("de", "Dieses Feld muss ausgefüllt werden."), ("he", "שדה חובה")):
        html = without_english["pages"][code]["refused"]["html"]
        assert words in html
        assert "This field is required" not in html


def test_nothing_takes_english_for_granted(without_english: dict[str, Any]) -> None:
    assert without_english["default"] == "de"
    assert without_english["root"] == "/de/"
    for path, page in without_english["admin"].items():
        assert page["status"] == 200, path
        found = HTML.search(page["html"])
        assert found, path
        assert found.groups() == ("de", "ltr"), path
        assert "English" not in page["html"], path


@pytest.mark.usefixtures("without_english")
def test_a_language_with_texts_cannot_leave_the_list(folder: Path) -> None:
    assert run("he,de", folder, "manage.py", "check").returncode == 0
    without_hebrew = run("de", folder, "manage.py", "check")
    assert without_hebrew.returncode != 0
    assert "LANGUAGES has no “he”, but the database has in it: help pages (1)" in (
        without_hebrew.stderr
    )


def test_another_list_costs_no_query_more(
    without_english: dict[str, Any], borrowing: dict[str, Any]
) -> None:
    costs = [
        {path: page.get("queries") for path, page in pages.items()}
        for found in (without_english, borrowing)
        for pages in found["pages"].values()
    ]
    assert all(cost == costs[0] for cost in costs), costs


def test_a_borrowed_interface_is_marked_and_so_is_the_text_in_it(
    borrowing: dict[str, Any],
) -> None:
    pages = borrowing["pages"]["he"]
    for path, page in pages.items():
        found = HTML.search(page["html"])
        assert found, path
        assert found.groups() == ("ar", "rtl"), path
    assert "اتصل بنا" in pages[""]["html"]
    assert '<article lang="he" dir="rtl">' in pages["help/password/"]["html"]
    assert re.search(r'href="/he/help/password/"[^>]* lang="he"', pages["found"]["html"])
    assert pages["help/"]["language"] == "he"
    assert "هذا الحقل مطلوب" in pages["refused"]["html"]
