"""How a text does among the readers of each language, and that its editors see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kb.models import HelpPage
from portal.gaps import texts
from portal.gaps.models import TextFigures
from portal.home import site
from portal.journal.models import Step, StepKind
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.factories.steps import START, searched, sent, visit

pytestmark = pytest.mark.django_db
NIGHT = START + timedelta(days=1)


def read(family: str = "noise", item_kind: str = "article") -> tuple[Any, ...]:
    return (StepKind.READ, family, {"item_kind": item_kind})


def solved(family: str = "noise") -> tuple[Any, ...]:
    return (StepKind.SOLVED, family)


def counted(locale: str = "el") -> tuple[int, int, int]:
    row = TextFigures.objects.get(family="noise", locale=locale)
    return (row.read, row.wrote, row.spared)


def test_visits_that_read_it_are_counted_once_with_what_they_did_afterwards() -> None:
    visit(read(), read(), sent(), sent(), locale="el")
    visit(sent(), read(), locale="el")
    visit((StepKind.SUGGESTION_OPENED, "noise"), solved(), locale="el")
    visit(read(), solved("another"), locale="el")
    visit(read(), solved(), sent(), locale="el")
    visit(read("another"), sent(), locale="el")
    assert texts.count(NIGHT) == 1
    assert counted() == (5, 2, 1)


def test_each_language_of_five_visits_stands_for_itself() -> None:
    for _visit in range(5):
        visit(read(), sent(), locale="el")
        visit(read(), locale="nb")
    for _visit in range(4):
        visit(read(), sent(), locale="da")
    assert texts.count(NIGHT) == 2
    assert (counted("el"), counted("nb")) == ((5, 5, 0), (5, 0, 0))


@pytest.mark.parametrize(("visits", "shown"), [(4, []), (5, ["ήχος στο σώμα"])])
def test_what_enough_visits_typed_right_after_is_told(visits: int, shown: list[str]) -> None:
    for number in range(6):
        typed = "Ήχος στο σώμα" if number < visits else f"Μαρία {number}"
        visit(read(), searched(typed), searched("μετά"), locale="el")
        visit(searched("πριν"), read(), locale="el")
    texts.count(NIGHT)
    assert TextFigures.objects.get().following == shown


def test_what_is_in_no_rate_is_not_counted() -> None:
    for _visit in range(5):
        visit(read(), locale="el")
        visit(read(item_kind="topic"), locale="nb")
        visit((StepKind.SUGGESTION_OPENED, "2", {"item_kind": "thread"}), locale="nb")
    Step.objects.filter(reader_locale="el").update(uncounted="share")
    assert texts.count(NIGHT) == 0


def test_it_is_forgotten_with_the_words() -> None:
    for _visit in range(5):
        visit(read(), searched("ήχος"), locale="el")
    texts.count(NIGHT)
    assert texts.count(START + timedelta(days=89)) == 0
    assert not TextFigures.objects.exists()


@pytest.fixture
def page(settings: Any) -> HelpPage:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    return make_page(make_family("Noise", slug="noise", source="el"), "el", title="Θόρυβος")


def editor_of(page: HelpPage, user: Any) -> str:
    client = Client()
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return " ".join(client.get(address).content.decode().split())


def test_an_author_reads_it_below_the_form(page: HelpPage) -> None:
    for number in range(31):
        visit(read(), searched("ήχος <b>"), sent(), locale="el")
        visit(read(), *([sent()] if number < 2 else []), locale="nb")
    texts.count(NIGHT)
    shown = editor_of(page, accounts.writer())
    assert "Greek: 31 visits read this and then wrote to you. Norwegian Bokmål: 2." in shown
    assert "ήχος &lt;b&gt;" in shown


def test_what_was_typed_is_for_who_may_see_the_query_log(page: HelpPage) -> None:
    for _visit in range(5):
        visit(read(), searched("ήχος"), sent(), locale="el")
    texts.count(NIGHT)
    shown = editor_of(page, accounts.publisher())
    assert "Greek: 5 visits read this and then wrote to you." in shown
    assert "ήχος" not in shown


def test_a_text_that_few_have_read_says_nothing_of_itself(page: HelpPage) -> None:
    visit(read(), sent(), locale="el")
    texts.count(NIGHT)
    assert "How this text does" not in editor_of(page, accounts.writer())
