"""The site's skeleton: what is missing is seen, made, and then no longer missing."""

from typing import Any

import pytest
from wagtail.models import Site

from kb.models import ArticleIndexPage
from portal import locales
from portal.home import site
from portal.home.models import HomePage

pytestmark = pytest.mark.django_db


def mended() -> list[str]:
    """What is missing, having made it once."""
    told = list(site.missing())
    site.set_up()
    assert list(site.missing()) == []
    return told


def test_another_first_language_is_seen_and_leads_to_its_front_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site.set_up()
    monkeypatch.setattr(locales, "DEFAULT", "el")
    (told,) = mended()
    assert "LANGUAGES" in told
    assert Site.objects.get().root_page.specific == HomePage.objects.get(slug="el")


def test_another_name_and_another_address_are_seen(settings: Any) -> None:
    site.set_up()
    settings.SITE_NAME = "Βοήθεια"
    assert len(mended()) == 1
    settings.BASE_URL = "https://help.example.org"
    assert len(mended()) == 1


def test_a_container_that_is_not_named_in_its_language_is_seen() -> None:
    site.set_up()
    ArticleIndexPage.objects.filter(locale__language_code="da").update(title="Articles")
    (told,) = mended()
    assert "da" in told
