"""Each need says what is missing when it is, and nothing when it is not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from portal.accounts.models import User
from portal.effort.models import ClosedDay
from portal.home import site
from portal.home.models import HomePage
from portal.legal.models import LegalPage
from portal.needs import Need, all_needs
from portal.operations import needs
from tests.factories.installation import environment

Break = Callable[[Any, pytest.MonkeyPatch, Path], object]


def _uncompiled(settings: Any, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    catalogue = folder / "el" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text("")
    settings.LOCALE_PATHS = [folder]


def _uncollected(settings: Any, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = folder
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}


def _no_cache_table(settings: Any, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "not_there"}
    settings.CACHES = settings.CACHES | {"another": table}


# Id of a need → how to take away what it asks for, and what is then said.
CASES: dict[str, tuple[Break, str]] = {
    "accounts.E001": (
        lambda *_: User.objects.update(is_superuser=False),
        "Nobody may administer the site.",
    ),
    "effort.E001": (
        lambda *_: ClosedDay.objects.create(day=date(2026, 3, 2), zone="Asia/Jakarta"),
        "Days of the report were closed in Asia/Jakarta",
    ),
    "home.E001": (
        lambda *_: HomePage.objects.get(slug="el").delete(),
        "The language el has no front page, or no container for its articles.",
    ),
    "legal.E001": (
        lambda *_: LegalPage.objects.get(slug="terms", locale__language_code="el").delete(),
        "The page “terms” is missing in el, with its draft.",
    ),
    "home.E003": (
        lambda *_: Group.objects.get(name="Translators (el)").delete(),
        "There is no group “Translators (el)”.",
    ),
    "operations.E001": (
        lambda settings, *_: setattr(settings, "DEMO", True),
        "DJANGO_SETTINGS_MODULE must be portal.settings.production: these are the demo's.",
    ),
    "operations.E002": (
        lambda *_: MigrationRecorder.Migration.objects.filter(app="home").delete(),
        "3 migrations are not applied; the first is home.0001_initial.",
    ),
    "operations.E003": (_no_cache_table, "The table not_there of the cache is missing."),
    "operations.E004": (
        _uncompiled,
        "The interface in el is not compiled, or has changed since.",
    ),
    "operations.E005": (_uncollected, "static files are not collected, or have changed"),
}


def _all_missing() -> dict[str, list[str]]:
    return {one.id: missing for one in all_needs() if (missing := one.missing())}


def test_a_whole_installation_lacks_nothing(whole: None) -> None:
    assert _all_missing() == {}


@pytest.mark.parametrize("need", all_needs(), ids=lambda need: need.id)
def test_each_need_tells_what_is_missing(
    need: Need, whole: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    take_away, words = CASES[need.id]
    take_away(settings, monkeypatch, tmp_path)
    missing = _all_missing()
    assert list(missing) == [need.id]
    assert words in missing[need.id][0]


def test_settings_that_cannot_be_right_are_told_as_production_tells_them(
    whole: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "environment", environment(TRUSTED_PROXIES="0"))
    assert _all_missing()["operations.E001"][0].startswith("TRUSTED_PROXIES must be 1")


def test_a_site_that_goes_by_another_address_is_told(whole: None, settings: Any) -> None:
    settings.BASE_URL = "https://hilfe.example.org"
    assert list(_all_missing()) == ["home.E001"]


def test_the_welcome_page_of_wagtail_is_told_and_taken_away(whole: None) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="welcome"))
    assert _all_missing() == {"home.E001": ["Wagtail's welcome page is still there."]}
    site.set_up()
    assert _all_missing() == {}
