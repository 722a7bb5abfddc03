"""What exists in one language only: help, front page and contact form offer the same of it."""

import re

import pytest
from django.test import Client

from kb.models import Kind
from portal import locales
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db


def topics_in_one_language(*, source: str = "") -> dict[str, str]:
    """A topic in each language and in no other, by its id; its source is that or the given one."""
    made = {}
    for code in locales.codes():
        family = make_family(slug=f"only-{code}", kind=Kind.TOPIC, source=source or code)
        make_page(family, code, title=f"Only {code}", live="at once")
        made[family.slug] = code
    return made


def listed(client: Client, path: str, pattern: str) -> set[str]:
    html = client.get(path).content.decode()
    return set(re.findall(pattern, html[html.index("<main") :]))


def offered(client: Client, reader: str) -> list[set[str]]:
    """The topics that help, the front page and the contact form offer."""
    link = rf'href="/{reader}/help/(only-\w+)/"'
    return [
        listed(client, f"/{reader}/help/", link),
        listed(client, f"/{reader}/", link),
        listed(client, f"/{reader}/contact/", r'<option value="(only-\w+)"'),
    ]


@pytest.mark.parametrize("reader", locales.codes())
def test_a_topic_written_in_any_one_language_is_offered_to_readers_of_every_other(
    client: Client, reader: str
) -> None:
    made = topics_in_one_language()
    assert offered(client, reader) == [set(made)] * 3


@pytest.mark.parametrize("reader", locales.codes())
def test_a_lone_translation_is_offered_everywhere_where_it_can_be_read_and_nowhere_else(
    client: Client, reader: str
) -> None:
    made = topics_in_one_language(source="fr")
    readable = {slug for slug in made if client.get(f"/{reader}/help/{slug}/").status_code == 200}
    assert readable == {f"only-{code}" for code in locales.fallback_chain(reader)}
    assert offered(client, reader) == [readable] * 3
