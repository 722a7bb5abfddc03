"""Links that lead nowhere, and sentences of the source."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from kb.models import HelpPage
from kb.readability import reading, visiting
from kb.readability.hints import hints
from kb.readability.models import WebAddress
from kb.readability.surroundings import known_of
from kb.readability.texts import text_of
from tests.factories.kb import make_family, make_page
from tests.factories.web import site

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(page: HelpPage) -> list[tuple[str, str]]:
    text = text_of(page)
    with translation.override("en"):
        return [(hint.rule, hint.words) for hint in hints(text, known_of(page, text))]


def linking(*anchors: str) -> HelpPage:
    links = "".join(f"<p>Δείτε <a {one}>εδώ</a>.</p>" for one in anchors)
    return make_page(make_family(source="el"), "el", body=[("text", links)])


def test_links_within_the_house_are_looked_up_in_few_queries() -> None:
    there = make_page(make_family("Κόμβος", slug="hub"), "el")
    make_page(make_family("Πρόχειρο", slug="draft"), "el", live=False)
    page = linking(
        *('linktype="article" family="hub"', 'linktype="article" family="draft"'),
        *('linktype="article" family="none"', f'linktype="page" id="{there.pk}"'),
        *('linktype="page" id="999999"', 'linktype="document" id="999999"'),
        *('href="/el/help/hub/"', 'href="/help/gone/"'),
    )
    with CaptureQueriesContext(connection) as queries:
        found = told(page)
    assert len(queries) <= 8
    assert sorted(words for _rule, words in found) == [
        "The article “draft” is not published.",
        "The link leads to a page that readers do not have.",
        "The link leads to a page that readers do not have.",
        "There is no article “gone”.",
        "There is no article “none”.",
    ]


def test_a_page_of_another_site_is_dead_when_it_was_not_there_on_two_days(settings: Any) -> None:
    statuses: dict[str, int | str] = {"/gone": 404, "/there": 200}
    with site(settings, statuses) as there, time_machine.travel(timezone.now()) as clock:
        page = linking(f'href="{there.url}/gone#top"', f'href="{there.url}/there"')
        reading.read()
        for _run in range(2):
            visiting.visit()
        assert told(page) == []
        clock.shift(DAY)
        visiting.visit()
        [(rule, words)] = told(page)
        assert rule == "link"
        assert words.startswith("127.0.0.1 has had no such page since ")
        statuses["/gone"] = 503
        clock.shift(DAY)
        visiting.visit()
        assert told(page)[0][1].startswith("127.0.0.1 could not be reached since ")
        statuses["/gone"] = 200
        clock.shift(DAY)
        visiting.visit()
        assert told(page) == []
        assert WebAddress.objects.get(url__endswith="/gone").failures == 0


def test_a_translation_is_compared_with_its_source() -> None:
    family = make_family(source="en")
    make_page(family, "en", body=[("text", "<p>Press the red button twice.</p>")])
    danish = make_page(family, "da", body=[("text", "<p>Press the red button twice.</p>")])
    assert [rule for rule, _words in told(danish)] == ["untranslated"]
    assert told(HelpPage.objects.sources().get(family=family)) == []
