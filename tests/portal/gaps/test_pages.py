"""The gaps as a support manager reads them: what is shown, what is offered, what is decided."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal import locales
from portal.gaps.forms import DismissForm
from portal.gaps.models import MOST_TYPED, Ask, Gap, State, Wording
from portal.home import site
from portal.journal import days
from tests.factories import accounts, gaps
from tests.factories.kb import make_family, make_page
from tests.factories.steps import START

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Iterator[None]:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    # Before anybody signs in: who has done nothing since, or signs in later than now, is out.
    with time_machine.travel(START + timedelta(days=30)):
        site.set_up()
        yield


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> Client:
    return browser(accounts.support_manager())


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("content_gaps"), asked).content.decode()


def actions(client: Client) -> list[list[tuple[str, str]]]:
    """What is offered, by the lines of the first gap."""
    listed = client.get(reverse("content_gaps")).context["listed"]
    return [[(one.name, one.address) for one in line.actions] for line in listed.cards[0].lines]


def test_a_gap_is_called_as_the_managers_own_readers_typed_it() -> None:
    gap = gaps.gap("φωτοβολταϊκά", failed=40)
    gaps.language(gap, "solceller <b>", "da", failed=9)
    for code, title in {"da": "solceller <b>", "id": "φωτοβολταϊκά"}.items():
        user = accounts.support_manager()
        UserProfile.objects.create(user=user, preferred_language=code)
        shown = page(browser(user))
        assert f'<h2 id="gap-{gap.pk}"><bdi' in shown
        assert f">{escape(title)}</bdi></h2>" in shown.replace("\n</h2>", "</h2>")


def test_fewer_than_five_visits_are_not_shown_whether_of_a_gap_or_of_a_language(
    manager: Client,
) -> None:
    gaps.gap("σπάνιο", failed=4)
    gap = gaps.gap("φωτοβολταϊκά", failed=9)
    gaps.language(gap, "solpaneler hos Karin", "sv", failed=4)
    shown = page(manager)
    assert "σπάνιο" not in shown
    assert "Karin" not in shown
    assert "Svenska" in shown
    asked = manager.get(reverse("content_gaps_dismiss", args=[gap.pk])).content.decode()
    assert "φωτοβολταϊκά" in asked
    assert "Karin" not in asked


@pytest.mark.parametrize("state", State)
def test_a_search_of_fewer_than_five_visits_is_neither_shown_nor_in_any_address(
    admin_client: Client, state: State
) -> None:
    gap = gaps.gap("ηλιακά πάνελ", failed=5, state=state)
    rare = "Μαρία Παππά διαζύγιο"
    Wording.objects.create(gap=gap, locale="el", normal="b", text=rare, failed=4)
    gaps.language(gap, "Karin Ek skilsmässa", "sv", failed=4)
    gap.languages.filter(locale="sv").update(failed=8)
    pages = [page(admin_client, state=state)]
    pages.append(admin_client.get(reverse("content_gaps_dismiss", args=[gap.pk])).content.decode())
    for shown in map(unquote_plus, pages):
        assert "ηλιακά πάνελ" in shown
        assert "Παππά" not in shown
        assert "skilsmässa" not in shown


def test_a_gap_of_many_rare_searches_is_named_without_them(admin_client: Client) -> None:
    family = make_family("Solceller", slug="solar", source="da")
    make_page(family, "da", title="Solceller")
    gap = gaps.gap("Μαρία Παππά διαζύγιο", failed=4)
    Gap.objects.update(failed=9)
    gap.languages.update(
        failed=9, found="article:solar", found_locale="da", found_title="Solceller", is_sure=True
    )
    neutral = "Different wordings, each typed in fewer than 5 visits"
    for shown in (
        page(admin_client),
        admin_client.get(reverse("content_gaps_dismiss", args=[gap.pk])).content.decode(),
    ):
        assert neutral in shown
        assert "Παππά" not in unquote_plus(shown)
    # Nothing was typed that a form could take; what there is can be translated all the same.
    assert [[name for name, _address in line] for line in actions(admin_client)] == [
        ["Translate “Solceller”"]
    ]


def test_whoever_may_write_is_led_to_the_form_with_title_and_queries_in_place(
    admin_client: Client,
) -> None:
    gap = gaps.gap("φωτοβολταϊκά", failed=9)
    Wording.objects.create(gap=gap, locale="el", normal="b", text="ηλιακά πάνελ", failed=5)
    (line,) = actions(admin_client)
    address = dict(line)["Write an article"]
    form = admin_client.get(address).context["form"]
    assert form["title"].value() == "φωτοβολταϊκά"
    assert form["keywords"].value() == "ηλιακά πάνελ"
    assert form.parent_page.locale.language_code == "el"


def test_what_another_language_has_is_offered_for_translation(admin_client: Client) -> None:
    family = make_family("Solceller", slug="solar", source="da")
    make_page(family, "da", title="Solceller")
    gap = gaps.gap("φωτοβολταϊκά", failed=9)
    gaps.language(
        gap,
        "solceller",
        "da",
        found="article:solar",
        found_locale="da",
        found_title="Solceller",
        is_sure=True,
        served_on=START.date(),
    )
    greek, danish = actions(admin_client)
    name, address = greek[0]
    assert name == "Translate “Solceller”"
    assert address == reverse("kb_desk", args=["solar", "el"])
    assert admin_client.get(address).status_code == 200
    assert danish == []


def test_a_translation_in_work_is_gone_on_with(admin_client: Client) -> None:
    family = make_family("Solceller", slug="solar", source="da")
    make_page(family, "da", title="Solceller")
    draft = make_page(family, "el", title="Φωτοβολταϊκά", live=False)
    gap = gaps.gap("φωτοβολταϊκά", failed=9)
    gap.languages.update(
        found="article:solar", found_locale="da", found_title="Solceller", is_sure=True
    )
    (line,) = actions(admin_client)
    assert line[0][1] == reverse("wagtailadmin_pages:edit", args=[draft.pk])


def test_a_synonym_is_added_in_the_form_of_search(manager: Client) -> None:
    gaps.gap("φωτοβολταϊκά", failed=9)
    (line,) = actions(manager)
    # She may not write, but ask who does.
    names = [name for name, _address in line]
    assert names == ["Add synonym", "Hand over to an author", "Invite helpers"]
    asked = parse_qs(urlsplit(line[0][1]).query)
    assert asked == {"locale": ["el"], "wordings": ["φωτοβολταϊκά\n"]}
    assert "Ask an author" in page(manager)


def test_what_is_written_in_another_language_is_handed_over_before_a_synonym(
    manager: Client,
) -> None:
    gap = gaps.gap("solceller", "da", failed=9)
    gaps.language(gap, "φωτοβολταϊκά", "el", failed=9, served_on=START.date())
    (danish,) = (line for line in actions(manager) if line)
    names = [name for name, _address in danish]
    assert names == ["Hand over to an author", "Add synonym", "Invite helpers"]


def test_dismissing_asks_for_a_reason_and_keeps_what_was_typed(manager: Client) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9)
    address = reverse("content_gaps_dismiss", args=[gap.pk])
    assert "δωροκάρτα" in manager.get(address).content.decode()
    refused = manager.post(address, {"reason": " "})
    assert refused.context["form"].errors["reason"]
    long = manager.post(address, {"reason": "ό" * 501})
    assert "ό" * 501 in long.content.decode()
    assert Gap.objects.get().state == State.OPEN
    manager.post(address, {"reason": "Δεν πουλάμε <b>"})
    assert "δωροκάρτα" not in page(manager)
    assert escape("Δεν πουλάμε <b>") in page(manager, state="dismissed")


def test_a_dismissed_gap_can_be_opened_again(manager: Client) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9, state=State.DISMISSED, reason="Όχι")
    manager.post(reverse("content_gaps_reopen", args=[gap.pk]))
    assert Gap.objects.values_list("state", "reason").get() == (State.OPEN, "")
    assert "δωροκάρτα" in page(manager)


def test_a_gap_is_marked_as_done(manager: Client) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9)
    manager.post(reverse("content_gaps_finish", args=[gap.pk]))
    assert Gap.objects.get().state == State.DONE
    assert gap.languages.get().served_on == days.day_of()
    assert manager.post(reverse("content_gaps_finish", args=[gap.pk])).status_code == 404


@pytest.mark.parametrize(("asked", "is_shown"), [(36, True), (37, False)])
def test_what_is_mostly_answered_is_no_gap(manager: Client, asked: int, is_shown: bool) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9)
    gap.languages.update(asked=asked)
    assert ("δωροκάρτα" in page(manager)) == is_shown


@pytest.mark.parametrize(
    "name", ["content_gaps_dismiss", "content_gaps_finish", "content_gaps_reopen"]
)
def test_what_is_not_shown_is_not_decided_about(manager: Client, name: str) -> None:
    gap = gaps.gap("σπάνιο", failed=4, state=State.DISMISSED)
    assert manager.post(reverse(name, args=[gap.pk]), {"reason": "x"}).status_code == 404


def test_the_log_of_changes_has_nothing_that_was_typed(manager: Client) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9)
    manager.post(reverse("content_gaps_dismiss", args=[gap.pk]), {"reason": "x"})
    assert ModelLogEntry.objects.values_list("action", "label").get() == (
        "gaps.dismissed",
        f"#{gap.pk}",
    )


@pytest.mark.parametrize(
    "asked", ["state=x", "locale=xx", "page=0", "page=99999999999999999999", "page=x", "state=%00"]
)
def test_strange_filters_are_left_at_their_defaults(asked: str, manager: Client) -> None:
    gaps.gap("δωροκάρτα", failed=9)
    answer = manager.get(f"{reverse('content_gaps')}?{asked}")
    assert answer.status_code == 200
    assert "δωροκάρτα" in answer.content.decode()


def test_the_list_is_narrowed_to_the_readers_of_a_language(manager: Client) -> None:
    gaps.gap("δωροκάρτα", failed=9)
    gaps.gap("gavekort", "nb", failed=9)
    assert "gavekort" not in page(manager, locale="el")
    assert "δωροκάρτα" in page(manager, locale="el")


@pytest.mark.parametrize("code", locales.codes())
def test_every_gap_costs_no_query_of_its_own(
    code: str, manager: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        gaps.gap(f"wording {number}", code, failed=9, state=State.OPEN)
    with django_assert_max_num_queries(45):
        assert len(manager.get(reverse("content_gaps")).context["listed"].cards) == 10


def test_a_gap_brings_no_more_than_it_shows(manager: Client) -> None:
    gap = gaps.gap("φωτοβολταϊκά", failed=99)
    Wording.objects.bulk_create(
        Wording(gap=gap, locale="el", normal=f"{n}", text=f"{n}", failed=n, vector=b"x" * 1_536)
        for n in range(60)
    )
    (card,) = manager.get(reverse("content_gaps")).context["listed"].cards
    read = card.gap.wordings.all()
    assert len(read) == MOST_TYPED
    assert [one.failed for one in read][:3] == [99, 59, 58]
    assert all("vector" in one.get_deferred_fields() for one in read)


def test_what_an_article_changed_is_told_with_interval_and_number(manager: Client) -> None:
    gap = gaps.gap("φωτοβολταϊκά", failed=9, state=State.DONE)
    gap.languages.update(served_on=START.date() + timedelta(days=10))
    gaps.language(gap, "solpaneler", "sv")
    for locale, day, failed in (("el", 5, 36), ("el", 12, 4), ("sv", 5, 30), ("sv", 12, 30)):
        gaps.asked(gap, locale, day, asked=40, failed=failed)
    shown = " ".join(page(manager, state="done").split())
    assert "changed by −80.0 points" in shown
    assert "n = 160" in shown
    gap.demand.filter(day__gt=START.date() + timedelta(days=10)).delete()
    early = page(manager, state="done")
    assert "Too early" in early
    # Less the visits that are shown, it would tell of those that are not.
    assert "n = " not in early


@pytest.mark.parametrize("seen", [("el",), ("el", "da"), ("el", "sv"), ()])
def test_nobody_is_told_that_no_language_is_left_who_does_not_see_them_all(
    seen: tuple[str, ...],
) -> None:
    gap = gaps.gap("φωτοβολταϊκά", failed=9, state=State.DONE)
    gap.languages.update(served_on=START.date() + timedelta(days=10))
    gaps.language(gap, "solpaneler", "sv")
    for locale, day, failed in (("el", 5, 36), ("el", 12, 4), ("sv", 5, 30), ("sv", 12, 30)):
        gaps.asked(gap, locale, day, asked=40, failed=failed)
    user = accounts.manager_of(*seen) if seen else accounts.support_manager()
    shown = " ".join(page(browser(user), state="done").split())
    is_compared = not seen or "sv" in seen
    assert ("changed by −80.0 points" in shown) == is_compared
    assert ("You see no other language without an answer" in shown) != is_compared
    assert "is left to compare with" not in shown
    if not seen:
        gap.languages.filter(locale="sv").delete()
        assert "is left to compare with" in page(browser(user), state="done")


def test_why_a_gap_was_dismissed_is_for_who_decides_about_all_its_readers() -> None:
    reason = "Οι Δανοί δεν το αγοράζουν <b>"
    gap = gaps.gap("φωτοβολταϊκά", failed=9, state=State.DISMISSED, reason=reason)
    gaps.language(gap, "solceller", "da", failed=9)
    asked = accounts.writer(locale="el")
    Ask.objects.create(gap=gap, locale="el", of=Ask.Of.AUTHOR, person=asked, at=START)
    where = reverse("content_gap", args=[gap.pk])
    for user, is_told in (
        (accounts.manager_of("el"), False),
        (accounts.manager_of("da"), False),
        (asked, False),
        (accounts.manager_of("el", "da"), True),
        (accounts.support_manager(), True),
    ):
        one = browser(user)
        assert (escape(reason) in one.get(where).content.decode()) == is_told
        assert (escape(reason) in page(one, state="dismissed")) == is_told


def test_what_went_while_it_was_dismissed_is_not_said_to_be(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap = gaps.gap("δωροκάρτα", failed=9)
    valid = DismissForm.is_valid
    monkeypatch.setattr(DismissForm, "is_valid", lambda form: gap.delete() and valid(form))
    answer = manager.post(reverse("content_gaps_dismiss", args=[gap.pk]), {"reason": "Όχι"})
    assert answer.status_code == 404
    assert not ModelLogEntry.objects.exists()
