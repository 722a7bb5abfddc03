"""Asking others for help with a gap: who can be, what they get, and how seldom."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.forum import acceptance
from community.subscriptions import stopping
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.gaps.helping import people
from portal.gaps.models import Ask, Gap
from portal.home import site
from portal.mail.models import OutboundMail
from tests.factories import accounts, community, gaps
from tests.factories.actors import acting
from tests.factories.steps import START
from tests.journeys.routes import Route, every_route

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Iterator[None]:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    with time_machine.travel(START + timedelta(days=30)):
        site.set_up()
        yield


@pytest.fixture
def gap() -> Gap:
    return gaps.gap("φωτοβολταϊκά", failed=9)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> Client:
    return browser(accounts.support_manager())


def helper(name: str, *, accepted: int = 0, written: int = 1, **fields: Any) -> User:
    """Somebody who has answered others in Greek."""
    member = accounts.member(name, **({"locale": "el"} | fields))
    for number in range(max(accepted, written)):
        asker = accounts.member(f"Asker {name} {number}")
        thread = community.thread(asker, locale="el", title=f"Ερώτηση {name} {number}")
        answer = community.answer(thread, member)
        if number < accepted:
            acceptance.accept_answer(actor=acting(asker), answer=answer)
    OutboundMail.objects.all().delete()
    return member


def address(name: str, gap: Gap, locale: str = "el") -> str:
    return reverse(f"content_gap_{name}", args=[gap.pk, locale])


def sent(client: Client, where: str, **typed: Any) -> Any:
    """The form is sent, the mail read, and the form is sent again."""
    shown = client.post(where, typed)
    assert not OutboundMail.objects.filter(kind__startswith="gap").exists()
    return client.post(where, typed | {"seen": shown.context["draft"].mark}, follow=True)


def mails() -> list[OutboundMail]:
    return list(OutboundMail.objects.filter(kind__startswith="gap").order_by("pk"))


def test_whoever_writes_none_themselves_hands_over_and_sees_whom_and_when(
    manager: Client, gap: Gap
) -> None:
    author = accounts.writer("Ωμέγα", locale="da")
    page = manager.get(reverse("content_gap", args=[gap.pk])).content.decode()
    assert address("hand_over", gap) in page
    answer = sent(manager, address("hand_over", gap), to=author.pk, note="Πριν τον χειμώνα")
    (mail,) = mails()
    assert (mail.to, mail.locale, mail.whose) == (author.email, "da", f"account:{author.pk}")
    assert "> φωτοβολταϊκά" in mail.text
    assert "> Πριν τον χειμώνα" in mail.text
    assert f"{configured.BASE_URL}/cms/reports/content-gaps/{gap.pk}/" in mail.text
    shown = answer.content.decode()
    assert "Ωμέγα" in shown
    assert "1 Apr" in shown


def test_nothing_goes_before_the_mail_was_read_as_it_is(manager: Client, gap: Gap) -> None:
    author = accounts.writer(locale="el")
    where = address("hand_over", gap)
    first = manager.post(where, {"to": author.pk, "note": "ένα"})
    mark = first.context["draft"].mark
    changed = manager.post(where, {"to": author.pk, "note": "δύο", "seen": mark})
    assert changed.context["has_changed"]
    assert "δύο" in changed.content.decode()
    assert not mails()
    assert not Ask.objects.exists()


def test_all_authors_of_the_language_are_those_who_read_in_it(manager: Client, gap: Gap) -> None:
    greek = [accounts.writer("Άννα", locale="el"), accounts.publisher("Νίκος", locale="el")]
    accounts.writer("Dorte", locale="da")
    accounts.owner(locale="el")
    sent(manager, address("hand_over", gap), to="all")
    assert sorted(mail.to for mail in mails()) == sorted(one.email for one in greek)


def test_authors_who_read_in_the_language_come_first_and_the_draft_is_for_them(
    manager: Client, gap: Gap
) -> None:
    accounts.writer("Anne", locale="da")
    greek = accounts.writer("Ωμέγα", locale="el")
    accounts.writer("Berit", locale="nb")
    assert [str(one) for one in people.authors("el")] == ["Ωμέγα", "Anne", "Berit"]
    form = manager.get(address("hand_over", gap)).context["form"]
    people_named = [value for value, _name in form.fields["to"].choices if value != "all"]
    assert str(people_named[0]) == str(greek.pk)


def test_an_author_is_asked_once_for_a_gap_and_language(manager: Client, gap: Gap) -> None:
    author = accounts.writer(locale="el")
    sent(manager, address("hand_over", gap), to=author.pk)
    OutboundMail.objects.all().delete()
    answer = sent(manager, address("hand_over", gap), to=author.pk, note="ξανά")
    assert not mails()
    assert "asked already" in answer.content.decode()


def test_an_author_sees_the_gap_that_they_were_asked_about_and_no_other(
    manager: Client, gap: Gap
) -> None:
    author, other = accounts.writer("A", locale="el"), gaps.gap("θόρυβος", failed=9)
    theirs = browser(author)
    assert theirs.get(reverse("content_gap", args=[gap.pk])).status_code == 302
    sent(manager, address("hand_over", gap), to=author.pk)
    page = theirs.get(reverse("content_gap", args=[gap.pk]))
    assert page.status_code == 200
    assert reverse("kb_new_article", args=[0])[:-2] in page.content.decode()
    for name in ("content_gaps_finish", "content_gaps_dismiss"):
        assert reverse(name, args=[gap.pk]) not in page.content.decode()
    for where in (address("invite", gap), address("hand_over", gap)):
        assert where not in page.content.decode()
        assert theirs.get(where).status_code == 302
    assert theirs.get(reverse("content_gap", args=[other.pk])).status_code == 302


def test_an_author_who_manages_another_language_sees_what_they_were_asked_about_as_well(
    manager: Client, gap: Gap
) -> None:
    gaps.language(gap, "ηλιακά στα ιαπωνικά", "id", failed=8)
    author = accounts.writer("Γ", locale="el")
    author.groups.add(accounts.manager_of("da").groups.get())
    theirs, where = browser(author), reverse("content_gap", args=[gap.pk])
    assert theirs.get(where).status_code == 404
    sent(manager, address("hand_over", gap), to=author.pk)
    for danish in (False, True):
        if danish:
            gaps.language(gap, "solceller", "da", failed=7)
        page = theirs.get(where).content.decode()
        assert "φωτοβολταϊκά" in page
        assert ("solceller" in page, "ιαπωνικά" in page) == (danish, False)
        # Others are asked for help by who sees the language.
        assert (address("invite", gap, "da") in page) == danish
        assert address("invite", gap) not in page
    assert theirs.get(address("invite", gap)).status_code == 404


OF_ONE_GAP = [route for route in every_route() if "content-gaps/<int:pk>" in route.pattern]


@pytest.mark.parametrize("route", OF_ONE_GAP, ids=lambda route: route.name)
def test_a_number_that_no_gap_can_have_is_not_found_or_refused(route: Route) -> None:
    where = route.path(lambda _route, part: "el" if part == "locale" else str(10**20))
    for who in (accounts.writer, accounts.support_manager, accounts.owner):
        for ask in (browser(who()).get, browser(who()).post):
            assert ask(where).status_code in {302, 404, 405}


def test_members_with_the_most_accepted_answers_in_the_language_come_first(gap: Gap) -> None:
    few, many = helper("Λίγα", accepted=1, written=4), helper("Πολλά", accepted=2)
    none = helper("Καμία", written=2)
    danish = accounts.member("Dansk")
    community.answer(community.thread(locale="da", title="Hvorfor?"), danish)
    asker = accounts.member("Μόνος")
    community.answer(community.thread(asker, locale="el"), asker)
    assert [*people.helpers(gap, "el", START + timedelta(days=30))] == [many, few, none]


@pytest.mark.parametrize("why", ["silent", "suspended", "left", "staff"])
def test_who_wants_no_mails_or_may_not_answer_is_not_invited(gap: Gap, why: str) -> None:
    member = helper("Ελένη")
    match why:
        case "silent":
            stopping.stop(member)
        case "suspended":
            User.objects.filter(pk=member.pk).update(suspended_at=START)
        case "left":
            User.objects.filter(pk=member.pk).update(is_active=False)
        case "staff":
            User.objects.filter(pk=member.pk).update(is_staff=True)
    assert not people.helpers(gap, "el", START + timedelta(days=30))


def test_each_is_invited_in_their_own_language_and_can_stop_it_with_one_click(
    manager: Client, gap: Gap
) -> None:
    member = helper("سلمى", locale="ar")
    shown = manager.get(address("invite", gap))
    assert "1 member" in shown.content.decode()
    assert shown.context["draft"].locale == "el"
    sent(manager, address("invite", gap))
    (mail,) = mails()
    assert (mail.to, mail.locale) == (member.email, "ar")
    assert "/el/community/ask/?title=" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = mail.headers["List-Unsubscribe"].strip("<>").removeprefix(configured.BASE_URL)
    assert Client().get(stop).status_code == 200
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not people.helpers(gaps.gap("άλλο", failed=9), "el", START + timedelta(days=90))


def test_a_member_is_invited_once_for_a_gap_and_once_a_day(manager: Client, gap: Gap) -> None:
    helper("Ελένη")
    other = gaps.gap("θόρυβος", failed=9)
    sent(manager, address("invite", gap))
    for one in (gap, other):
        assert "Try again tomorrow" in manager.get(address("invite", one)).content.decode()
    later = START + timedelta(days=31, hours=1)
    assert not people.helpers(gap, "el", later)
    assert people.helpers(other, "el", later)


def test_no_more_invitations_go_out_in_a_day_than_the_bound(gap: Gap, monkeypatch: Any) -> None:
    monkeypatch.setattr(people, "MOST_A_DAY", 2)
    at = START + timedelta(days=30)
    invited = helper("Πρώτη")
    Ask.objects.create(gap=gap, locale="el", of=Ask.Of.HELPER, person=invited, at=at)
    helper("Δεύτερη", accepted=1), helper("Τρίτη")
    other = gaps.gap("θόρυβος", failed=9)
    assert [str(one) for one in people.helpers(other, "el", at)] == ["Δεύτερη"]


def test_invitations_of_a_clock_that_was_ahead_keep_nobody_from_being_invited(gap: Gap) -> None:
    at = START + timedelta(days=30)
    invited = helper("Πρώτη")
    ahead = at + timedelta(days=30)
    Ask.objects.create(gap=gap, locale="el", of=Ask.Of.HELPER, person=invited, at=ahead)
    other = gaps.gap("θόρυβος", failed=9)
    assert people.helpers(other, "el", at) == [invited]


@pytest.mark.parametrize("locale", ["ar", "xx"])
def test_there_is_nobody_to_ask_for_in_a_language_without_the_gap(
    manager: Client, gap: Gap, locale: str
) -> None:
    gaps.language(gap, "الطاقة", "ar", failed=4)
    for name in ("hand_over", "invite"):
        assert manager.get(address(name, gap, locale)).status_code == 404


def test_an_erased_account_leaves_no_trace_in_what_was_asked(manager: Client, gap: Gap) -> None:
    member, asker = helper("Ελένη"), User.objects.get(display_name="Sup Ann")
    sent(manager, address("invite", gap), note="Σας παρακαλώ")
    told = personal_data.export(member)["gaps"]["asked_to_help"]
    assert [(one["gap"], one["language"], one["as"]) for one in told] == [(gap.pk, "el", "helper")]
    assert personal_data.export(asker)["gaps"]["asked_others"][0]["words"] == "Σας παρακαλώ"
    personal_data.erase(asker)
    assert Ask.objects.get().by is None
    assert Ask.objects.get().note == ""
    personal_data.erase(member)
    assert not Ask.objects.exists()
    assert not mails()


def test_more_people_asked_cost_no_more_queries_to_read(manager: Client, gap: Gap) -> None:
    def read() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert manager.get(reverse("content_gaps")).status_code == 200
        return len(asked)

    about: dict[str, Any] = {"gap": gap, "locale": "el", "at": START + timedelta(days=29)}
    Ask.objects.create(person=accounts.writer("A"), of=Ask.Of.AUTHOR, **about)
    read()
    one = read()
    for number in range(5):
        Ask.objects.create(person=accounts.writer(f"B{number}"), of=Ask.Of.AUTHOR, **about)
    assert read() <= one
