"""What is offered to who was not helped: by the article's own words, then what lies beside it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kb.models import HelpPage
from portal.jobs.testing import drain
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def heating(settings: Any, tmp_path: Path) -> dict[str, HelpPage]:
    """A topic whose titles by alphabet say nothing, and an article elsewhere on the same thing."""
    settings.EMBEDDED_INDEX_DIR = tmp_path / "search"
    topic = make_topic("Θέρμανση", locale="el")
    titles = {
        "cold": "Το δωμάτιο μένει κρύο",
        "apple": "Αλλαγή μπαταρίας",
        "bill": "Βαλβίδες και λογαριασμός",
    }
    pages = {
        slug: make_page(make_family(slug, slug=slug, topics=[topic]), "el", title=title)
        for slug, title in titles.items()
    }
    alone = make_family("draught", slug="draught")
    pages["draught"] = make_page(alone, "el", title="Κρύο δωμάτιο από ρεύμα αέρα")
    drain()
    return pages


def offered(client: Client, page: HelpPage) -> list[str]:
    data = {"helpful": "no", "revision": page.live_revision_id}
    answer = client.post(
        f"/el/help/{page.slug}/vote/", data, headers={"sec-fetch-site": "same-origin"}
    )
    return [entry.slug for entry in answer.context["next_entries"]]


def test_what_the_articles_words_find_comes_before_what_lies_beside_it(
    client: Client, heating: dict[str, HelpPage]
) -> None:
    assert offered(client, heating["cold"]) == ["draught", "apple", "bill"]


def test_what_did_not_help_either_is_not_offered_again(
    client: Client, heating: dict[str, HelpPage]
) -> None:
    offered(client, heating["draught"])
    assert offered(client, heating["cold"]) == ["apple", "bill"]


def test_what_lies_beside_comes_in_the_editors_order(
    client: Client, heating: dict[str, HelpPage]
) -> None:
    link = heating["bill"].family.topic_links.get()
    link.place = -1
    link.save()
    assert offered(client, heating["cold"]) == ["draught", "bill", "apple"]
