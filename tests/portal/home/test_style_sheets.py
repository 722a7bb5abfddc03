"""A page links to one style sheet where static files are collected."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template.loader import render_to_string

from portal.home import style_sheets


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """The files of the portal's own folder, collected as in production."""
    settings.STATICFILES_FINDERS = [f"{FileSystemFinder.__module__}.{FileSystemFinder.__name__}"]
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": f"{style_sheets.__name__}.OneSheetStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def test_the_one_sheet_is_all_of_them_in_their_order(collected: Path) -> None:
    sources = Path(site.STATICFILES_DIRS[0])
    whole = (collected / style_sheets.ONE).read_text("utf-8")
    assert whole == "\n".join((sources / name).read_text("utf-8") for name in style_sheets.SHEETS)
    assert (collected / staticfiles_storage.stored_name(style_sheets.ONE)).exists()


def test_a_page_links_to_it_alone(collected: Path) -> None:
    looks = render_to_string("components/looks.html")
    assert looks.count('rel="stylesheet"') == 1
    assert staticfiles_storage.url(style_sheets.ONE) in looks


def test_files_that_are_served_as_they_lie_are_linked_one_by_one() -> None:
    looks = render_to_string("components/looks.html")
    places = [looks.index(f"/static/{name}") for name in style_sheets.SHEETS]
    assert places == sorted(places)
