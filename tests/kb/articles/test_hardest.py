"""The texts that make most readers of a language work hardest."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.articles.hardest import MOST, hardest
from kb.models import HelpPage
from kb.readability.models import Readability
from portal.effort.models import DailyFigure
from portal.home import site
from portal.journal import days
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


def hard(slug: str, difficulty: float, read: int, locale: str = "el", **fields: Any) -> HelpPage:
    page = make_page(
        make_family(slug, slug=slug), locale, title=slug, **{"live": "at once"} | fields
    )
    counts = {"words": 90, "sentences": 6, "hints": 2, "method": Readability.METHOD}
    Readability.objects.create(page_id=page.pk, difficulty=difficulty, **counts)
    DailyFigure.objects.create(
        day=days.day_of() - timedelta(days=1),
        figure="reads",
        locale=locale,
        kind="family",
        value=slug,
        numerator=read,
        denominator=read,
    )
    return page


def order(locale: str = "el") -> list[str]:
    return [text.slug for text in hardest(locale)]


def test_what_many_read_and_is_hard_stands_first() -> None:
    hard("hard", 60, 10)
    hard("read", 45, 100)
    hard("easy", 10, 500)
    hard("few", 70, 4)
    hard("danish", 70, 100, locale="da")
    hard("draft", 70, 100, live=False)
    assert order() == ["read", "hard"]
    assert order("da") == ["danish"]
    assert order("nb") == []


def test_no_more_than_twenty_are_named() -> None:
    for number in range(MOST + 2):
        hard(f"text-{number}", 50, 10 + number)
    assert len(order()) == MOST


def test_the_page_and_the_file_tell_the_same_of_the_language_asked_for() -> None:
    page = hard("kombos", 52.4, 1_234)
    client = browser(accounts.writer())
    html = client.get("/cms/help/hard-to-read/?language=el").content.decode()
    assert f"/cms/pages/{page.pk}/edit/" in html
    assert '<bdi lang="el">kombos</bdi>' in html
    answer = client.get("/cms/help/hard-to-read/csv/?language=el")
    assert answer.content.decode().splitlines()[1] == "kombos,kombos,1234,52,15.0,2"
    assert "kombos" not in client.get("/cms/help/hard-to-read/?language=da").content.decode()
    assert client.get("/cms/help/hard-to-read/?language=x%00").status_code == 200


def test_the_list_costs_as_much_whether_it_is_short_or_long() -> None:
    hard("first", 50, 10)
    client = browser(accounts.writer())
    counted = []
    for name in ("second", "third", "fourth"):
        client.get("/cms/help/hard-to-read/?language=el")
        with CaptureQueriesContext(connection) as queries:
            client.get("/cms/help/hard-to-read/?language=el")
        counted.append(len(queries))
        hard(name, 55, 20)
    assert counted[0] == counted[-1]
