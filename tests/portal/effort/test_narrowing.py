"""The report of one topic, product or market: what is known of it, and nothing else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kb.models import Product
from portal.effort import rollups
from portal.effort.figures import COMPARED, FIGURES
from tests.factories import accounts, kb, support
from tests.factories.figures import rolled_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client = Client()
    client.force_login(accounts.support_manager())
    return client


def report(client: Client, **asked: str) -> Any:
    return client.get(reverse("effort_report"), asked)


def counted(figure: str, kind: str, value: str) -> None:
    day = rollups.last_closable()
    mine = {(value, "el"): (9, 40), (value, "ar"): (6, 12), (value, "da"): (1, 2)}
    others = {("other", "el"): (20, 60), ("another", "da"): (7, 9), ("third", "da"): (3, 4)}
    rolled_up(day, figure, kind, mine | others)
    wholes = {("", "el"): (29, 100), ("", "ar"): (6, 12), ("", "da"): (11, 15)}
    rolled_up(day, figure, "", wholes)


@pytest.mark.parametrize(
    ("kind", "value"), [("topic", "earth"), ("product", "earth"), ("market", "GR")]
)
def test_what_is_known_is_of_that_alone_and_the_rest_is_said_not_to_be(
    manager: Client, kind: str, value: str
) -> None:
    Product.objects.create(slug="earth", name="Γη")
    kb.make_topic("Γη", locale="el", slug="earth")
    support.market("GR")
    counted("starts_ended", kind, value)
    answer = report(manager, **{kind: value})
    page = answer.content.decode()
    assert "15 / 52" in page
    assert "9 / 40" in page
    assert "6 / 12" in page
    assert "1 / 2<" not in page
    assert "29 / 100" not in page
    narrow = answer.context["narrow"]
    known = {one.figure.key for one in narrow.known}
    assert known == {one.key for one in COMPARED if kind in one.dimensions}
    shown = {one.key for one in FIGURES if one.form != "number"}
    assert {one.key for one in narrow.unknown} == shown - known
    assert f"Not known by {kind}" in page
    for one in narrow.unknown:
        assert str(one.title) in page


def test_the_filters_and_the_languages_hold_together(manager: Client) -> None:
    Product.objects.create(slug="hub", name="Hub")
    counted("explicit", "product", "hub")
    page = report(manager, product="hub", locale="ar").content.decode()
    assert "6 / 12" in page
    assert "9 / 40" not in page


@pytest.mark.parametrize(
    "asked",
    [
        {"topic": "nothing"},
        {"market": "XX"},
        {"product": "\x00"},
        {"product": "a", "market": "GR"},
    ],
)
def test_what_there_is_not_and_two_at_once_are_refused_in_words(
    manager: Client, asked: dict[str, str]
) -> None:
    Product.objects.create(slug="a", name="A")
    support.market("GR")
    answer = report(manager, **asked)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    file = manager.get(reverse("effort_report_csv"), asked)
    assert file.status_code == 400
    assert file.content.strip()


def test_the_file_is_of_all_and_says_so(manager: Client) -> None:
    Product.objects.create(slug="hub", name="Hub")
    file = manager.get(reverse("effort_report_csv"), {"product": "hub"})
    assert (file.status_code, file.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "Choose none of them" in file.content.decode()
    assert manager.get(reverse("effort_report_csv"), {"product": ""}).status_code == 200
