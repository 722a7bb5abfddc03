"""What stands beside a text: what follows it in its topic, and people to ask."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.models import Family, HelpPage, Membership
from kb.reading.onward import SHOWN, following
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db


def members(topic: Family, count: int) -> list[Family]:
    """So many Danish articles of a topic, in an order that is not that of their making."""
    found = [make_family(f"zq{n}", source="da", topics=[topic]) for n in range(count)]
    for place, family in enumerate(reversed(found)):
        make_page(family, "da", title=family.slug, live="at once")
        Membership.objects.filter(member=family).update(place=place)
    return found[::-1]


def slugs(family: Family, locale: str = "da") -> list[str]:
    return [entry.slug for entry in following(family, locale, acting(None))]


def test_what_follows_comes_first_and_then_it_begins_again() -> None:
    made = members(make_topic("Varme", locale="da"), SHOWN + 3)
    names = [family.slug for family in made]
    assert slugs(made[0]) == names[1 : SHOWN + 1]
    assert slugs(made[-2]) == [names[-1], *names[: SHOWN - 1]]
    assert slugs(made[-1]) == names[:SHOWN]


def test_without_an_order_of_the_editors_it_is_that_of_the_links() -> None:
    made = members(make_topic("Varme", locale="da"), 3)
    Membership.objects.update(place=0)
    first, second, third = Membership.objects.order_by("pk").values_list("member__slug", flat=True)
    assert slugs(Family.objects.get(slug=second)) == [third, first]
    assert len(made) == 3


def test_nothing_follows_that_the_reader_may_not_read() -> None:
    first, second, third = members(make_topic("Varme", locale="da"), 3)
    restrict(HelpPage.objects.get(family=second))
    assert slugs(first) == [third.slug]
    assert slugs(first, "ar") == [third.slug]  # in its own language, there is no other
    assert slugs(make_family("Alene", source="da")) == []


def test_it_is_one_statement_however_long_the_topic_is() -> None:
    made = members(make_topic("Varme", locale="da"), SHOWN * 3)
    with CaptureQueriesContext(connection) as caught:
        slugs(made[4])
    assert len(caught) == 1


def test_a_reader_finds_the_next_text_and_people_beside_the_text(client: Client) -> None:
    first, second = members(make_topic("Varme", locale="da"), 2)
    html = client.get(f"/da/help/{first.slug}/").content.decode()
    aside = html[html.index('class="page__aside"') :]
    found = re.findall(r'href="([^"]+)"', aside[: aside.index("</main>")])
    assert found == [
        *("#vote", f"/da/help/{second.slug}/"),
        *("/da/community/ask/", "/da/contact/"),
    ]
