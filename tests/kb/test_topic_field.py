"""Choosing topics by title: the tree beside the text."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from kb.models import Family
from kb.models.topic_tree import tree
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.test_admin import form
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


@pytest.fixture
def topics() -> dict[str, Family]:
    """Heating, with radiators in it; and water, which is told in Greek, too."""
    heating, water = make_topic("Heating"), make_topic("Water")
    radiators = make_topic("Radiators", topics=[heating, water])
    make_page(water, "el", title="Νερό")
    return {"heating": heating, "water": water, "radiators": radiators}


@pytest.mark.usefixtures("topics")
def test_topics_stand_by_title_in_the_editors_language_each_once_below_its_first_topic(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(2):
        found = tree("el")
    assert [node.title.words for node in found] == ["Heating", "Νερό"]
    assert [node.title.words for node in found[0].inside] == ["Radiators"]


def test_the_form_shows_what_is_chosen_and_which_is_the_main_topic(
    topics: dict[str, Family],
) -> None:
    family = make_family("Bleed", topics=[topics["water"], topics["radiators"]])
    page = make_page(family, title="Bleed")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = browser(accounts.writer()).get(edit).content.decode()
    boxes = re.findall(r'name="topics" value="(\d+)"[^>]*checked', html)
    assert set(map(int, boxes)) == {
        topics["water"].pk,
        topics["radiators"].pk,
    }
    main = re.findall(r'name="topics-main" value="(\d+)"[^>]*checked', html)
    assert main == [str(topics["water"].pk)]
    with translation.override("el"):
        assert "Νερό" in str(tree("el"))


@pytest.mark.parametrize(
    ("ticked", "main", "expected"),
    [
        (["heating", "radiators", "water"], "", ["water", "radiators", "heating"]),
        (["heating", "radiators", "water"], "heating", ["heating", "water", "radiators"]),
        (["radiators"], "water", ["radiators"]),  # what is not ticked is not the main one
        ([], "", []),
    ],
)
def test_topics_keep_their_order_behind_the_main_one(
    topics: dict[str, Family], ticked: list[str], main: str, expected: list[str]
) -> None:
    family = make_family("Bleed", topics=[topics["water"], topics["radiators"]])
    page = make_page(family, title="Bleed", live=False)
    data = form("Bleed") | {"topics": [topics[name].pk for name in ticked]}
    if main:
        data["topics-main"] = topics[main].pk
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser(accounts.writer()).post(edit, data).status_code == 302
    assert [link.topic.slug for link in family.topic_links.all()] == expected


@pytest.mark.parametrize("sent", ["0", "x", "9" * 30, "-1", "1.5"])
def test_a_topic_that_is_none_is_refused_with_a_reason(sent: str) -> None:
    page = make_page(make_family("Bleed"), title="Bleed", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = browser(accounts.writer()).post(edit, form("Bleed", topics=sent))
    assert answer.status_code == 200
    assert "does not exist" in str(answer.context["form"].errors["topics"])
