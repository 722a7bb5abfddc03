"""Trying one fix after the other, without a script and with htmx."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from kb.models import HelpPage
from portal.deflection import attempts, keys
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt
from portal.journal.models import DailyTotal, Step
from tests.factories import choosing, support
from tests.factories.deflection import suggestions
from tests.factories.fixes import FIXES, fix, ids, make_troubleshooting
from tests.factories.handover import hit
from tests.factories.journal import FIREFOX, GOOGLEBOT, reader

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": FIREFOX}
HTMX = {"HTTP_HX_REQUEST": "true"}
ADDRESS = "/el/help/offline/"


@pytest.fixture
def page() -> HelpPage:
    return make_troubleshooting()


def say(one: str, said: str, *, tried: list[str] | None = None, **more: Any) -> Any:
    data = {"said": said, "tried": tried or [], **more.pop("data", {})}
    return Client().post(f"{ADDRESS}fixes/{one}/", data, **(HERE | more))


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def opened(page: BeautifulSoup) -> list[str]:
    """The titles of the fixes that are not folded."""
    return [
        section.find("h2").find("bdi").get_text()
        for section in page.select("section.fix")
        if not section.find("details")
    ]


def carried(form: Tag) -> list[str]:
    found = form.select("input[name=tried], input[name=so_far]")
    return [str(one["value"]) for one in found]


def steps() -> list[tuple[str, str]]:
    return list(Step.objects.order_by("pk").values_list("kind", "part"))


def test_the_cached_page_shows_the_first_fix_open_and_all_others_folded(
    client: Client, page: HelpPage
) -> None:
    response = client.get(ADDRESS)
    shown = soup(response)
    assert opened(shown) == ["Επανεκκίνηση"]
    assert len(shown.select("section.fix form")) == 3
    assert not response.cookies
    assert "csrf" not in response.content.decode()
    assert shown.select_one(".fix__cause bdi").get_text() == "Χάθηκε η σύνδεση"  # type: ignore[union-attr]


def test_reading_counts_as_being_shown_the_first_fix(client: Client, page: HelpPage) -> None:
    image = soup(client.get(ADDRESS)).select_one("img.step-counter")
    assert image
    client.get(str(image["src"]), headers={"user-agent": FIREFOX})
    assert steps() == [("read", ids(page)[0])]


def test_after_it_did_not_the_next_fix_is_open_and_has_the_focus(page: HelpPage) -> None:
    first, second, _third = ids(page)
    response = say(first, "did_not")
    assert response["Cache-Control"] == "private, no-store"
    shown = soup(response)
    assert opened(shown) == ["Νέο καλώδιο"]
    (focused,) = shown.select("[data-focus]")
    assert focused["id"] == f"fix-title-{second}"
    assert len(shown.select(".fix__said")) == 1
    assert [carried(form) for form in shown.select("section.fix form")] == [
        [f"{first}:did_not"]
    ] * 3
    assert steps() == [("fix_failed", first), ("fix_shown", second)]
    # Its own page is not counted as another read.
    assert not shown.select("img.step-counter")


def test_htmx_gets_what_has_changed_and_nothing_else(page: HelpPage) -> None:
    first, second, third = ids(page)
    shown = soup(say(first, "cannot", **HTMX))
    assert {one["id"]: one.get("hx-swap-oob") for one in shown.find_all(recursive=False)} == {
        f"fix-{first}": None,
        f"fix-{second}": "true",
        "fixes-end": "true",
        "fixes-told": "innerHTML",
    }
    assert third not in str(shown)
    assert "Νέο καλώδιο" in shown.select_one("#fixes-told").get_text()  # type: ignore[union-attr]
    (tried,) = shown.select("#fixes-tried")
    assert carried(tried) == [f"{first}:cannot"]


def test_after_the_last_one_the_contact_form_knows_what_was_tried(page: HelpPage) -> None:
    first, second, third = ids(page)
    tried = [f"{first}:did_not", f"{second}:cannot"]
    shown = soup(say(third, "did_not", tried=tried))
    (link,) = shown.select("#fixes-end .button--primary")
    address = str(link["href"])
    assert "Επανεκκίνηση" not in address
    assert f"did_not={first}" in address
    contact = soup(Client().get(address))
    titles = [one.get_text() for one in contact.select("[data-entries] bdi")]
    assert titles == ["Επανεκκίνηση", "Νέο καλώδιο", "Άνοιγμα θυρών"]
    assert all(one.has_attr("checked") for one in contact.select("[data-entries] input"))


def test_it_worked_ends_the_trying_and_is_told(page: HelpPage) -> None:
    first, second, _third = ids(page)
    shown = soup(say(second, "worked", tried=[f"{first}:did_not"]))
    assert opened(shown) == []
    (focused,) = shown.select("[data-focus]")
    assert "fix__thanks" in focused["class"]
    assert not shown.select("#fixes-end a")
    assert steps() == [("fix_worked", second)]


def test_a_word_on_a_fix_can_be_changed(page: HelpPage) -> None:
    first, _second, _third = ids(page)
    shown = soup(say(first, "did_not", tried=[f"{first}:worked"]))
    assert opened(shown) == ["Νέο καλώδιο"]


def test_what_the_page_knows_by_now_holds_over_what_a_form_knew(page: HelpPage) -> None:
    first, second, _third = ids(page)
    since = {"so_far": [f"{first}:did_not", f"{second}:cannot"]}
    shown = soup(say(first, "cannot", tried=[f"{second}:worked"], data=since))
    assert opened(shown) == ["Άνοιγμα θυρών"]


def test_it_worked_solves_the_attempt_to_which_the_article_was_suggested(page: HelpPage) -> None:
    ours, other = uuid4(), uuid4()
    for key, slug in ((ours, "offline"), (other, "noise")):
        attempts.begin(reader(), Kind.CONTACT, key)
        attempts.show(reader(), Kind.CONTACT, key, suggestions(hit(family=slug)))
    before = [keys.sign(Kind.CONTACT, key) for key in (ours, other)]
    say(ids(page)[0], "worked", data={"before": [*before, "μη έγκυρο"]})
    outcomes = dict(Attempt.objects.values_list("pk", "outcome"))
    assert outcomes == {ours: "solved", other: ""}


@pytest.mark.parametrize(
    ("headers", "rows", "totals"),
    [
        ({"HTTP_USER_AGENT": GOOGLEBOT}, 0, 0),
        ({"HTTP_SEC_GPC": "1"}, 0, 2),
    ],
)
def test_whoever_is_not_counted_is_answered_alike(
    page: HelpPage, headers: dict[str, str], rows: int, totals: int
) -> None:
    shown = soup(say(ids(page)[0], "did_not", **headers))
    assert opened(shown) == ["Νέο καλώδιο"]
    assert Step.objects.count() == rows
    assert DailyTotal.objects.count() == totals


def test_saying_the_same_twice_counts_once(page: HelpPage) -> None:
    first, second, _third = ids(page)
    for _click in range(2):
        say(first, "did_not")
    assert steps() == [("fix_failed", first), ("fix_shown", second)]


def test_a_fix_that_is_gone_leads_to_the_article_as_it_is(page: HelpPage) -> None:
    assert say("gone", "did_not").headers["Location"] == ADDRESS
    assert say("gone", "did_not", **HTMX).headers["HX-Redirect"] == ADDRESS
    response = Client().get(f"{ADDRESS}fixes/{ids(page)[0]}/")
    assert response.headers["Location"] == ADDRESS
    assert say("x", "did_not").status_code == 302
    assert not Step.objects.exists()


def test_another_word_than_the_three_is_answered_with_the_reason(page: HelpPage) -> None:
    first = ids(page)[0]
    response = say(first, "<b>", tried=["x:did_not", "y", f"{first}:maybe"])
    assert response.status_code == 400
    (alert,) = BeautifulSoup(response.content.decode(), "html.parser").select("[role=alert]")
    assert alert.find_parent("section")["id"] == f"fix-{first}"  # type: ignore[index]
    swapped = say(first, "<b>", **HTMX)
    parts = BeautifulSoup(swapped.content.decode(), "html.parser")
    assert (swapped.status_code, parts.html) == (400, None)
    assert parts.select(f"#fix-{first} [role=alert]")
    assert not Step.objects.exists()


def test_what_stands_below_a_fix_is_folded_with_it(client: Client) -> None:
    note, headed = ("note", {"text": "<p>Καίει!</p>"}), ("text", "<h2>Αλλιώς</h2><p>Τέλος</p>")
    make_troubleshooting(FIXES[0], FIXES[1], note, headed, FIXES[2])
    shown = soup(client.get(ADDRESS))
    second = shown.select("section.fix")[1]
    assert "Καίει!" in second.select_one("details").get_text()  # type: ignore[union-attr]
    assert "Τέλος" not in second.get_text()
    assert shown.get_text().count("Καίει!") == 1


def test_a_fix_for_another_country_is_not_asked_about(client: Client) -> None:
    support.market("GR"), support.market("NO")
    only = ("applies_to", {"product": "", "version": "", "market": "NO"})
    page = make_troubleshooting(FIXES[0], only, fix("Σύνδεση στη Νορβηγία"))
    choosing.choose(client, "GR")
    shown = soup(client.get(ADDRESS))
    assert "Σύνδεση στη Νορβηγία" in shown.get_text()
    assert len(shown.select("section.fix form")) == 1
    first, elsewhere = ids(page)
    answer = client.post(f"{ADDRESS}fixes/{elsewhere}/", {"said": "did_not"}, **HERE)
    assert answer.status_code == 302
    over = soup(client.post(f"{ADDRESS}fixes/{first}/", {"said": "did_not"}, **HERE))
    assert over.select("#fixes-end .button--primary")


def test_a_reader_of_another_language_is_answered_in_theirs(
    client: Client, page: HelpPage
) -> None:
    response = Client().post(
        f"/nb/help/offline/fixes/{ids(page)[0]}/", {"said": "did_not"}, **HERE
    )
    shown = soup(response)
    assert opened(shown) == ["Νέο καλώδιο"]
    step = Step.objects.get(kind="fix_failed")
    assert (step.reader_locale, step.text_locale, step.is_fallback) == ("nb", "el", True)


def test_nobody_elses_page_says_it_for_a_reader(page: HelpPage) -> None:
    response = say(ids(page)[0], "worked", HTTP_SEC_FETCH_SITE="cross-site")
    assert "fix__thanks" not in response.content.decode()
    assert not Step.objects.exists()


def test_the_contact_form_says_nothing_of_what_it_does_not_know(page: HelpPage) -> None:
    for query in ("tried=offline&did_not=x", "tried=../x&did_not=y", "tried=gone&did_not=x"):
        contact = soup(Client().get(f"/el/contact/?{query}"))
        assert not contact.select("[data-entries] li")
