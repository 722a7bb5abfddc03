"""A form of a new page makes one page, however often it is sent and whatever was answered."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kb import tree
from kb.models import Family, HelpPage
from tests.community.test_races import at_once
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.kb.test_ids import KINDS, form
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
BY_ITSELF = {"accept": "application/json"}
PUBLISH = {"action-publish": "action-publish", "topics-without": "on"}


def address(model: str = "articlepage", code: str = "el") -> str:
    parent = tree.container(code, KINDS[model])
    return reverse("wagtailadmin_pages:add", args=("kb", model, parent.pk))


@pytest.fixture
def client() -> Client:
    return browser(accounts.publisher())


def key_of(client: Client, where: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get(where).text)
    assert found
    return found[1]


def titles() -> list[tuple[str, bool]]:
    return [
        (page.get_latest_revision_as_object().title, page.live) for page in HelpPage.objects.all()
    ]


@pytest.mark.parametrize("model", KINDS)
def test_publishing_before_the_first_save_was_answered_publishes_what_that_made(
    client: Client, model: str
) -> None:
    where = address(model)
    key = key_of(client, where)
    saved = client.post(where, form("Εξαέρ", form_key=key), headers=BY_ITSELF).json()
    published = client.post(where, form("Εξαέρωση", form_key=key, **PUBLISH))
    assert published.status_code == 302
    assert titles() == [("Εξαέρωση", True)]
    page = HelpPage.objects.get()
    assert (page.pk, page.slug, page.family.slug) == (saved["pk"], "exaerosi", "exaerosi")
    assert Family.objects.filter(kind=page.family.kind).count() == 1


def test_a_save_whose_answer_was_lost_is_told_where_its_page_is(client: Client) -> None:
    key = key_of(client, address())
    first, again = (
        client.post(address(), form(title, form_key=key), headers=BY_ITSELF).json()
        for title in ("Εξαέρ", "Εξαέρωση")
    )
    assert again["success"]
    for part in ("pk", "url", "hydrate_url"):
        assert first[part] == again[part]
    assert titles() == [("Εξαέρωση", False)]


def test_what_is_refused_makes_nothing_and_keeps_the_key(client: Client) -> None:
    key = key_of(client, address())
    answer = client.post(address(), form("", form_key=key, **PUBLISH))
    assert f'name="form_key" value="{key}"' in answer.text
    assert not HelpPage.objects.exists()


def test_another_form_makes_another_page(client: Client) -> None:
    for _time in range(2):
        client.post(address(), form("Εξαέρωση", form_key=key_of(client, address())))
    assert titles() == [("Εξαέρωση", False)] * 2
    # As does one that an older version of the site has shown.
    client.post(address(), form("Εξαέρωση"))
    assert HelpPage.objects.count() == 3


def test_nobody_gets_into_another_ones_page_by_its_key(client: Client) -> None:
    key = key_of(client, address())
    client.post(address(), form("Εξαέρωση", form_key=key))
    other = browser(accounts.publisher("Άλλος"))
    assert other.post(address(), form("Του άλλου", form_key=key)).status_code == 302
    assert sorted(titles()) == [("Εξαέρωση", False), ("Του άλλου", False)]
    # Nor into an article that has no text in this language.
    english = make_page(make_family(), "en")
    client.post(address(), form("Τρίτο", form_key=str(english.translation_key)))
    assert HelpPage.objects.exclude(family=english.family).count() == 3


def test_a_page_that_was_deleted_meanwhile_is_made_anew(client: Client) -> None:
    key = key_of(client, address())
    client.post(address(), form("Εξαέρωση", form_key=key))
    HelpPage.objects.get().delete()
    assert client.post(address(), form("Εξαέρωση", form_key=key)).status_code == 302
    assert titles() == [("Εξαέρωση", False)]


@pytest.mark.parametrize("key", ["x", "0" * 400, "8ef662e6-e582-4031-83d2-6070d130c52", "\x00"])
def test_a_key_that_is_none_makes_nothing_and_loses_nothing(client: Client, key: str) -> None:
    answer = client.post(address(), form("Εξαέρωση", form_key=key))
    assert answer.status_code == 200
    assert 'value="Εξαέρωση"' in answer.text
    assert not HelpPage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_that_come_at_once_one_makes_the_page_and_the_other_goes_on_with_it(
    client: Client,
) -> None:
    where = address()
    key = key_of(client, where)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    answers: list[int] = []

    def send() -> None:
        one = Client()
        one.cookies[settings.SESSION_COOKIE_NAME] = session
        answers.append(one.post(where, form("Εξαέρωση", form_key=key)).status_code)

    assert at_once(send, send, send) == []
    assert answers == [302] * 3
    assert titles() == [("Εξαέρωση", False)]
