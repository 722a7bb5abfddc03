"""Catalogues are compiled when they must be, and only then."""

import gettext
import os
from pathlib import Path
from typing import Any

import pytest

from portal.operations import catalogues

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Home"\nmsgstr "{}"\n'


@pytest.fixture
def catalogue(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "el" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO.format("Αρχική"), encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    return path


def _said(catalogue: Path) -> str:
    with catalogue.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Home")


def test_a_catalogue_is_compiled_once(catalogue: Path) -> None:
    assert catalogues.stale() == [catalogue]
    assert catalogues.compile_stale() == 1
    assert _said(catalogue) == "Αρχική"
    assert catalogues.compile_stale() == 0


def test_a_catalogue_that_has_changed_is_compiled_again(catalogue: Path) -> None:
    catalogues.compile_stale()
    catalogue.write_text(PO.format("Οίκος"), encoding="utf-8")
    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert catalogues.stale() == [catalogue]
    os.utime(catalogue, (later - 5, later - 5))
    os.utime(catalogue.with_suffix(".mo"), (later - 10, later - 10))
    assert catalogues.compile_stale() == 1
    assert _said(catalogue) == "Οίκος"


def test_nothing_but_the_catalogue_is_left_in_its_folder(catalogue: Path) -> None:
    catalogues.compile_stale()
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]
