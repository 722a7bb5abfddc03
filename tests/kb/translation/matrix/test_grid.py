"""The matrix: what a cell says, where it leads, and that each number is the length of its list."""

import csv
import itertools
import re
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation

from kb.models import Family, HelpPage
from kb.states import Currency
from kb.translation.matrix import grid
from kb.translation.matrix.filters import MatrixFilters
from portal import actors, locales
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_topic
from tests.factories.translation import state

pytestmark = pytest.mark.django_db
MATRIX = "/cms/help/translations/"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def family(slug: str, **states: Currency) -> Family:
    """A family in English, with these states of other languages."""
    made = make_family(slug, slug=slug)
    make_page(made, title=slug, live="at once")
    for code in locales.codes():
        missing = Currency.SOURCE if code == "en" else Currency.MISSING
        state(made, code, states.get(code, missing))
    return made


def cells(user: User, **filters: str) -> dict[str, dict[str, grid.MatrixCell]]:
    """The cells of all rows by id and language."""
    asked = MatrixFilters(**filters)
    rows = grid.rows(grid.listed(asked), asked.columns, actors.on_behalf_of(user, "el"))
    return {row.slug: dict(zip(asked.columns, row.cells, strict=True)) for row in rows}


def test_every_number_is_the_length_of_the_list_that_it_leads_to() -> None:
    words = itertools.cycle([one for one in Currency if one != Currency.SOURCE])
    others = [code for code in locales.codes() if code != "en"]
    for number in range(9):
        family(f"article-{number}", **{code: next(words) for code in others})
    every = MatrixFilters()
    for numbers in grid.numbers(every):
        for code, number in zip(every.columns, numbers.of, strict=True):
            asked = MatrixFilters(language=code, state=numbers.state.value)
            assert number.query == asked.query
            assert number.count == grid.listed(asked).count(), (code, numbers.state)
            shown = cells(accounts.member(), language=code, state=numbers.state.value)
            assert {one[code].state for one in shown.values()} <= {numbers.state}
    told = sum(number.count for numbers in grid.numbers(every) for number in numbers.of)
    assert told == 9 * len(locales.codes())


def test_the_numbers_are_of_what_is_filtered_and_their_lists_too() -> None:
    topic = make_topic("Θέρμανση", locale="el")
    for code in locales.codes():
        state(topic, code, Currency.MISSING)
    made = family("hub", el=Currency.OUTDATED)
    family("lamp", el=Currency.OUTDATED)
    asked = MatrixFilters(q="hub")
    (outdated,) = (one for one in grid.numbers(asked) if one.state == Currency.OUTDATED)
    number = outdated.of[locales.codes().index("el")]
    assert (number.count, number.query) == (1, "q=hub&language=el&state=outdated")
    assert list(grid.listed(MatrixFilters(q="hub", language="el", state="outdated"))) == [made]


@pytest.mark.parametrize("q", ["hub", "σύνδεση", "Σύνδεση", "ΤΟΥ ΚΌΜΒΟΥ", "pair the"])
def test_an_article_is_found_by_its_id_and_by_its_title_in_any_language(q: str) -> None:
    made = make_family("Pair the hub", slug="hub-pairing")
    make_page(made, title="Pair the hub", live="at once")
    make_page(made, "el", title="σύνδεση του κόμβου", live=False)
    make_page(make_family("Lamp", slug="lamp"), title="Lamp", live="at once")
    found = list(MatrixFilters(q=q).families())
    # Of a word in capitals with an accent SQLite knows the lower one by our trying it.
    assert found == [made]


def test_filters_narrow_to_topic_product_and_kind() -> None:
    topic = make_topic("Θέρμανση", locale="el", slug="thermansi")
    made = make_family("Hub", slug="hub", topics=[topic], products=["Node"])
    make_page(made, live="at once")
    assert list(MatrixFilters(topic="thermansi").families()) == [made]
    assert list(MatrixFilters(product="node").families()) == [made]
    assert list(MatrixFilters(kind="topic").families()) == [topic]


def test_a_list_is_narrowed_to_what_somebody_or_nobody_owns() -> None:
    hers, theirs = accounts.writer("Ζωή Λ."), accounts.publisher("Bo K.")
    for slug, owner in (("hub", hers), ("lamp", theirs), ("rest", None)):
        family(slug)
        Family.objects.filter(slug=slug).update(owner=owner)
    client = signed_in(hers)
    context = client.get(MATRIX).context
    choices = [
        (str(value), str(words)) for value, words in context["form"].fields["owner"].choices
    ]
    mine, another = str(hers.pk), str(theirs.pk)
    assert choices == [("", "All"), (mine, "Me"), ("none", "Nobody"), (another, "Bo K.")]
    for asked, slugs in ((mine, ["hub"]), (another, ["lamp"]), ("none", ["rest"])):
        shown = client.get(f"{MATRIX}?owner={asked}").context
        assert [row.slug for row in shown["rows"]] == slugs
        assert shown["numbers"][0].of[0].query.startswith(f"owner={asked}&")
    everything = client.get(f"{MATRIX}?owner=99999").context["rows"]
    assert [row.slug for row in everything] == ["hub", "lamp", "rest"]


def test_a_translator_sees_all_and_opens_translations_into_her_language() -> None:
    made = family("hub", el=Currency.OUTDATED, da=Currency.CURRENT)
    greek, danish = (make_page(made, code, live="at once") for code in ("el", "da"))
    state(made, "el", Currency.OUTDATED)
    state(made, "da", Currency.CURRENT)
    own = cells(accounts.translator())["hub"]
    assert own["el"].address == reverse("wagtailadmin_pages:edit", args=[greek.pk])
    assert {code: own[code].address for code in ("da", "en", "sv")} == dict.fromkeys(
        ("da", "en", "sv"), ""
    )
    assert own["da"].state == Currency.CURRENT
    theirs = cells(accounts.writer())["hub"]
    assert theirs["da"].address == reverse("wagtailadmin_pages:edit", args=[danish.pk])
    assert theirs["sv"].address == reverse("kb_desk", args=["hub", "sv"])


def test_what_is_translated_sentence_by_sentence_is_opened_at_the_desk() -> None:
    made = family("hub", el=Currency.MISSING)
    zoe = accounts.translator()
    desk = reverse("kb_desk", args=["hub", "el"])
    assert cells(zoe)["hub"]["el"].address == desk
    assert signed_in(zoe).post(desk).status_code == 302
    begun = made.pages.get(locale__language_code="el")
    assert cells(zoe)["hub"]["el"].address == desk
    Translation.objects.update(enabled=False)
    edit = reverse("wagtailadmin_pages:edit", args=[begun.pk])
    assert cells(zoe)["hub"]["el"].address == edit


def test_a_source_in_her_language_is_not_the_translators_to_open() -> None:
    made = make_family("Κόμβος", slug="komvos", source="el")
    make_page(made, "el", title="Κόμβος")
    assert cells(accounts.translator())["komvos"]["el"].address == ""
    assert cells(accounts.writer())["komvos"]["el"].address


def test_a_state_is_told_in_words_and_by_a_sign() -> None:
    family("hub", da=Currency.OUTDATED)
    html = signed_in(accounts.translator()).get(MATRIX).content.decode()
    assert re.search(r'aria-label="outdated">!</(span|a)>', html)
    assert len(set(grid.SIGNS.values())) == len(Currency) == len(grid.SIGNS)


def test_the_matrix_scrolls_in_a_region_with_a_name_and_rows_with_headers() -> None:
    family("hub")
    html = signed_in(accounts.translator()).get(MATRIX).content.decode()
    assert 'role="region" aria-labelledby="articles" tabindex="0"' in html
    assert 'id="articles"' in html
    assert '<th scope="row"><bdi lang="en">hub</bdi></th>' in html


def test_the_tick_of_all_is_not_alone_where_the_titles_stand() -> None:
    """Wagtail makes a column of lone ticks as narrow as these are."""
    family("hub")
    html = signed_in(accounts.administrator()).get(MATRIX).content.decode()
    assert 'data-w-bulk-target="all"> <span>' in html


def test_a_title_is_no_html() -> None:
    make_page(make_family("b", slug="b"), title="<b>έντονα</b>", live="at once")
    html = signed_in(accounts.writer()).get(MATRIX).content.decode()
    assert "&lt;b&gt;έντονα" in html
    assert "<b>έντονα" not in html


def test_what_no_filter_understands_is_left_out() -> None:
    family("hub")
    answer = signed_in(accounts.writer()).get(f"{MATRIX}?language=xx&state=gone&page=9&q=%00")
    assert answer.status_code == 200
    assert "hub" in answer.content.decode()


def test_the_number_of_queries_and_the_weight_do_not_grow_with_articles() -> None:
    client = signed_in(accounts.translator())
    family("article-0")

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(MATRIX)
        return len(captured), len(answer.content)

    client.get(MATRIX)
    few, empty = cost()
    for number in range(1, 12):
        made = family(f"article-{number}")
        make_page(made, "el", title="Άρθρο", live="at once")
    many, full = cost()
    # An author's menu asks two more than a translator's.
    assert many == few <= 14
    # Fifty rows of twenty languages in 300 kB, with what stands around them.
    a_cell = (full - empty) / (11 * len(locales.codes()))
    assert empty + 50 * 20 * a_cell <= 300_000


def test_the_file_holds_what_is_filtered_and_no_formula() -> None:
    made = family("hub", el=Currency.OUTDATED)
    HelpPage.objects.filter(family=made).update(title="=1+1", draft_title="=1+1")
    family("lamp")
    answer = signed_in(accounts.translator()).get(f"{MATRIX}csv/?state=outdated&language=el")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Id", "Title", "Kind", "Source language", "el"]
    assert rows[1:] == [["hub", "'=1+1", "How-to", "en", "outdated"]]


@pytest.mark.parametrize("old", ["", "results/"])
def test_the_old_list_of_translations_leads_here(old: str) -> None:
    answer = signed_in(accounts.translator()).get(f"/cms/localize/reports/translations/{old}")
    assert (answer.status_code, answer.headers["Location"]) == (301, MATRIX)


def test_one_list_of_translations_stands_in_the_menus() -> None:
    html = signed_in(accounts.translator()).get("/cms/").content.decode()
    assert MATRIX in html
    assert "localize/reports/translations" not in html
