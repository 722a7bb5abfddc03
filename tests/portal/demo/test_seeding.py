"""The demo comes up by the steps of every installation."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kb.importing import front_matter
from kb.importing.problems import Log
from kb.models import Kind
from portal import locales
from portal.demo import seeding, story
from portal.effort.timeline import articles
from portal.effort.timeline.log import What
from portal.home import site
from portal.journal import days
from portal.legal import checks, drafts
from portal.needs import all_needs
from portal.operations import steps
from tests.factories.kb import make_family, make_page


@pytest.fixture
def seeded_before(db: None, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "demo-seeded").touch()


def _missing() -> set[str]:
    return {one.id for one in all_needs() if one.missing()}


def test_the_demo_takes_the_steps_of_every_installation(
    seeded_before: None, no_pages: None
) -> None:
    assert "home.E001" in _missing()
    seeding.prepare(lambda words: None)
    # What is left is what the sample brings, and what makes a demo no production.
    assert _missing() == {"accounts.E001", "operations.E001"}


def test_the_demo_does_nothing_by_hand_that_a_step_does(
    seeded_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "FOUNDATION", ())
    before = _missing()
    seeding.prepare(lambda words: None)
    assert _missing() == before


def test_the_demo_publishes_texts_of_its_own_about_privacy_and_terms(db: None) -> None:
    site.set_up()
    drafts.make()
    seeding.publish_legal_pages()
    assert checks.unpublished(None) == []
    html = Client().get("/ar/terms/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "شركة Solvei خيالية" in html


def test_readers_can_say_that_they_write_about_any_topic_of_the_demo() -> None:
    heads = [front_matter.split(path.read_text())[0] for path in seeding.CONTENT.glob("*/*.md")]
    read = [front_matter.read(head, first_line=1, log=Log()) for head in heads]
    topics = [one for one in read if one.kind == Kind.TOPIC]
    assert len(topics) > len(locales.codes())
    # The contact form offers those that lie in no other.
    assert not [one.title for one in topics if one.topics]


def test_the_time_axis_shows_what_closed_the_gap_and_nothing_of_the_import(db: None) -> None:
    now = timezone.now()
    make_page(make_family("Ηλιακά", slug=story.GAP_FAMILY, kind="faq", source="el"), "el")
    make_page(make_family("Φίλτρο", slug="filter", source="el"), "el")
    seeding.date_back(now)
    today = days.day_of(now)
    (change,) = articles.changes(today - timedelta(days=story.DAYS), today, locales.codes())
    assert change.day == days.day_of(now - timedelta(days=story.GAP_CLOSED_DAYS_AGO))
    assert (change.what, change.locale, change.size) == (What.PUBLISHED, "el", 1)
