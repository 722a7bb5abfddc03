"""The list of articles, as editors and translators see it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from kb.feedback.models import Vote
from kb.models import Every, Family, Kind
from kb.translation import currency
from portal.accounts.models import User
from portal.effort.models import DailyFigure
from portal.home import site
from portal.journal import days
from tests.factories import accounts, support
from tests.factories.kb import make_family, make_page, make_topic
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    site.set_up()


def rows(client: Client, **asked: Any) -> list[str]:
    """The ids of what the list shows, in its order."""
    answer = client.get(reverse("wagtailsnippets_kb_family:list"), asked)
    assert answer.status_code == 200
    return [family.slug for family in answer.context["page_obj"].object_list]


def page(client: Client, **asked: Any) -> str:
    """The list with runs of blanks as one."""
    answer = client.get(reverse("wagtailsnippets_kb_family:list"), asked)
    return re.sub(r"\s+", " ", answer.content.decode())


def reading(user: User, language: str) -> Client:
    """The browser of somebody who has the editors' pages in a language."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return browser(user)


@pytest.mark.parametrize(
    ("make", "is_let_in"),
    [
        (accounts.writer, True),
        (accounts.publisher, True),
        (accounts.translator, True),
        (accounts.administrator, True),
        (accounts.support_manager, False),
        (accounts.moderator, False),
    ],
)
def test_whoever_works_on_texts_sees_it_and_nobody_else(make: Any, is_let_in: bool) -> None:
    client = browser(make())
    answer = client.get(reverse("wagtailsnippets_kb_family:list"))
    assert (answer.status_code == 200) is is_let_in
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtailsnippets_kb_family:list") in menu) is is_let_in


def test_a_row_tells_in_the_editors_language_what_an_article_is_and_how_it_does() -> None:
    heating = make_topic("Θέρμανση", locale="el")
    owner = accounts.publisher("Ελένη")
    family = make_family(
        "Bleed", slug="bleed", topics=[heating], owner=owner, reviewed_at=timezone.now()
    )
    make_page(family, "en", title="Bleed a radiator")
    greek = make_page(family, "el", title="Εξαέρωση")
    make_page(make_family("Drain", source="da"), "da", title="Tøm anlægget")
    for number, helpful in enumerate((True, True, False)):
        Vote.objects.create(
            family=family, voter=f"token:{number}", helpful=helpful, reader_locale="el"
        )
    for ago in (1, 28, 29):
        DailyFigure.objects.create(
            day=days.day_of() - timedelta(days=ago),
            figure="reads",
            locale="el",
            kind="family",
            value="bleed",
            numerator=20,
            denominator=20,
        )
    html = page(reading(owner, "el"), q="bleed")
    assert ">Εξαέρωση</span>" in html
    assert reverse("wagtailadmin_pages:edit", args=[greek.pk]) in html
    assert "Θέρμανση" in html
    assert "Ελένη" in html
    assert "67" in html
    assert ">40<" in html
    assert '<bdi lang="nb">Norsk bokmål</bdi>: ' in html
    # What has no text in the editor's language is told in the nearest.
    assert "Tøm anlægget" in page(reading(owner, "el"), q="drain")


def test_each_language_tells_its_state_in_words_and_leads_to_what_one_may_change() -> None:
    family = make_family("Αερισμός", source="el", slug="vent")
    make_page(family, "el", title="Αερισμός")
    make_page(family, "da", title="Ventilation")
    make_page(family, "sv", title="Ventilation", live=False)
    Family.objects.update(source_changed_at=timezone.now())
    currency.keep([family.pk])
    html = page(browser(accounts.translator(into="da")))
    cells = re.findall(r'<li class="kb-state".+?</li>', html)
    told = {re.search(r'<bdi lang="(\w+)"', cell)[1]: cell for cell in cells}
    states = {code: re.search(r'data-state="(\w+)"', cell)[1] for code, cell in told.items()}
    assert states == {
        **dict.fromkeys(("en", "nb", "id", "ar"), "missing"),
        "el": "source",
        "da": "outdated",
        "sv": "in_work",
    }
    assert "</bdi>: outdated</span>" in told["da"]
    assert [code for code, cell in told.items() if "<a href" in cell] == ["da"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"language": "da"}, {"both", "danish"}),
        ({"language": "da", "state": "missing"}, {"greek"}),
        ({"language": "el", "state": ["source", "in_work"]}, {"both", "greek"}),
        ({"state": "in_work"}, {"both"}),
    ],
)
def test_it_is_narrowed_to_a_language_and_to_its_state(
    asked: dict[str, Any], expected: set[str]
) -> None:
    both = make_family(slug="both", source="el")
    for code, is_live in (("el", True), ("da", False)):
        make_page(both, code, live=is_live)
    make_page(make_family(slug="greek", source="el"), "el")
    make_page(make_family(slug="danish", source="da"), "da")
    assert set(rows(browser(accounts.writer()), **asked)) == expected


@pytest.fixture
def shelf() -> dict[str, Family]:
    """Some articles that differ in what the list can be narrowed to."""
    mine, other = accounts.publisher("Μαρία"), accounts.writer("Åse")
    topic = make_topic("Heating")
    support.market("GR")
    old = timezone.now() - timedelta(days=400)
    return {
        "mine": make_family("Mine", owner=mine, review_every=Every.YEAR, reviewed_at=old),
        "fresh": make_family(
            "Fresh",
            owner=mine,
            review_every=Every.YEAR,
            topics=[topic],
            reviewed_at=timezone.now(),
        ),
        "other": make_family("Other", owner=other, products=["Hub"], markets=["GR"]),
        "faq": make_family("Faq", kind=Kind.FAQ, topics=[topic], markets=["NO"]),
        "heating": topic,
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"owner": "me"}, {"mine", "fresh"}),
        ({"owner": "none"}, {"faq", "heating"}),
        ({"owner": "me", "review": "due"}, {"mine"}),
        ({"topic": "none"}, {"mine", "other"}),
        ({"topic": "{topic}"}, {"fresh", "faq"}),
        ({"kind": ["faq", "topic"]}, {"faq", "heating"}),
        ({"product": "{product}"}, {"other"}),
        ({"market": "GR"}, {"other"}),
        ({"not_reviewed_since": "{yesterday}"}, {"mine", "other", "faq", "heating"}),
        ({"q": "HEAT"}, {"heating"}),
        ({"owner": "x' or 1"}, {"mine", "fresh", "other", "faq", "heating"}),
    ],
)
def test_it_is_narrowed(
    shelf: dict[str, Family], asked: dict[str, Any], expected: set[str]
) -> None:
    facts = {
        "topic": shelf["heating"].pk,
        "product": shelf["other"].products.get().pk,
        "yesterday": (timezone.now() - timedelta(days=1)).date().isoformat(),
    }
    put = {
        name: value.format(**facts) if isinstance(value, str) else value
        for name, value in asked.items()
    }
    assert set(rows(browser(shelf["mine"].owner), **put)) == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("title", ["a", "b", "c"]),
        ("-title", ["c", "b", "a"]),
        ("owner", ["c", "a", "b"]),
        ("reviewed", ["b", "a", "c"]),
        ("-reviewed", ["a", "b", "c"]),
        ("helpful", ["c", "a", "b"]),
        ("-helpful", ["a", "c", "b"]),
        ("kind", ["b", "a", "c"]),
    ],
)
def test_it_is_sorted_and_what_has_no_value_comes_last(by: str, expected: list[str]) -> None:
    now = timezone.now()
    first = make_family(slug="a", owner=accounts.writer("Ωμέγα"), reviewed_at=now)
    second = make_family(slug="b", kind=Kind.FAQ, reviewed_at=now - timedelta(days=1))
    third = make_family(slug="c", owner=accounts.publisher("Άλφα"))
    # By title in the editor's language: not in the order of the ids.
    for family, title in ((third, "γάμμα"), (first, "Άλφα"), (second, "Βήτα")):
        make_page(family, "el", title=title)
    for number, (family, helpful) in enumerate(((first, True), (third, False), (third, True))):
        Vote.objects.create(
            family=family, voter=f"token:{number}", helpful=helpful, reader_locale="el"
        )
    assert rows(browser(first.owner), ordering=by) == expected


@pytest.mark.slow
def test_it_costs_as_much_however_many_articles_there_are() -> None:
    client = browser(accounts.publisher())
    topic = make_topic("Θέμα", locale="el")

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            family = make_family(f"Number {number}", topics=[topic], owner=User.objects.get())
            for code in ("en", "el", "da"):
                make_page(family, code, title=f"{code} {number}", live="at once")

    def cost() -> tuple[int, int]:
        """Queries, and how many rows one page of the list shows."""
        rows(client)
        with CaptureQueriesContext(connection) as caught:
            shown = len(rows(client))
        assert not [one for one in caught if 'kb_helppage"."body' in one["sql"]]
        return len(caught), shown

    grow(0, 3)
    few = cost()
    grow(3, 60)
    many = cost()
    assert (few[1], many[1]) == (4, 50)
    assert few[0] == many[0] <= 20


@pytest.mark.parametrize(("make", "writes"), [(accounts.writer, 1), (accounts.translator, 0)])
def test_whoever_writes_begins_a_new_article_here(make: Any, writes: int) -> None:
    assert page(browser(make())).count("/cms/help/new-article/") == writes
