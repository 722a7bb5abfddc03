"""Told once: who asked and confirmed it is written to when it has come, and then forgotten."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kb.announcements.models import Announcement
from portal.accounts import personal_data
from portal.mail.models import OutboundMail
from portal.watches import asking, counting, links, occasions, telling
from portal.watches.asking import AskResult
from portal.watches.models import Watch
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.announcements import announcement, problem, solve
from tests.factories.handover import reader
from tests.factories.watches import watch

pytestmark = pytest.mark.django_db
NINA = "nina@example.com"


def form(row: Announcement, locale: str = "el") -> str:
    return f"/{locale}/tell-me/fixed/{row.pk}/"


def ask(row: Announcement, email: str = NINA, locale: str = "el", **headers: str) -> Any:
    return reader(**headers).post(form(row, locale), {"email": email})


def own_page() -> str:
    """The address in the mail that asks for a confirmation."""
    found = re.search(r"https?://[^/\s]+(/\S+/tell-me/key/\S+)", OutboundMail.objects.get().text)
    assert found
    return found[1]


def test_a_stranger_confirms_is_told_once_in_their_language_and_forgotten() -> None:
    row = problem({"en": "Sync is down", "el": "Ο συγχρονισμός δεν λειτουργεί"})
    assert ask(row).status_code == 200
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.locale, mail.priority) == (NINA, "el", 0)
    assert "Ο συγχρονισμός" in mail.text
    client = reader()
    page = client.get(own_page())
    assert Watch.objects.get().confirmed_at is None
    assert 'value="confirm"' in page.content.decode()
    client.post(own_page(), {"what": "confirm"})
    OutboundMail.objects.all().delete()
    solve(row)
    solve(row)
    assert telling.tell_called() == 1
    told = OutboundMail.objects.get()
    assert (told.to, told.locale) == (NINA, "el")
    assert "Ο συγχρονισμός δεν λειτουργεί" in told.subject
    assert not Watch.objects.exists()
    assert telling.tell_called() == 0


def test_nobody_is_told_who_has_not_confirmed_it() -> None:
    row = problem()
    watch(row, is_confirmed=False)
    solve(row)
    assert telling.tell_called() == 0
    assert not OutboundMail.objects.exists()


def test_who_confirms_after_it_has_come_is_told_at_once() -> None:
    row = problem()
    late = watch(row, is_confirmed=False)
    solve(row)
    asking.confirm(late)
    assert telling.tell_called() == 1


def test_a_member_needs_no_confirming_and_is_written_to_at_the_accounts_address() -> None:
    row, member = problem(), accounts.member("Άννα", locale="el")
    assert (
        asking.ask(actor=acting(member, language="el"), occasion="fixed", about=str(row.pk))
        is AskResult.WAITS
    )
    solve(row)
    assert telling.tell_called() == 1
    assert OutboundMail.objects.get().to == member.email


def test_a_members_form_asks_for_no_address_and_offers_to_take_it_back() -> None:
    row, member = problem(), accounts.member("Άννα")
    client = reader()
    client.force_login(member)
    assert 'name="email"' not in client.get(form(row)).content.decode()
    page = client.post(form(row)).content.decode()
    assert links.own(Watch.objects.get()).rpartition("/tell-me/")[2] in page


def test_asked_for_twice_it_is_one_wish_and_says_nothing_of_who_waits() -> None:
    row = problem()
    first, _second = ask(row), ask(row, NINA.upper())
    watch(row, "other@example.com")
    other = ask(row, "other@example.com")
    assert Watch.objects.count() == 2
    said = first.content.decode().replace(NINA, "")
    assert other.content.decode().replace("other@example.com", "") == said


def test_who_is_confirmed_gets_no_second_link_and_nobody_more_than_three_a_day() -> None:
    row = problem()
    watch(row)
    ask(row)
    assert not OutboundMail.objects.exists()
    for _time in range(5):
        ask(row, "victim@example.com")
    assert OutboundMail.objects.count() == 3


def test_what_is_typed_wrong_comes_back_with_the_reason() -> None:
    answer = ask(problem(), "nina@")
    assert answer.status_code == 400
    assert 'value="nina@"' in answer.content.decode()
    assert not Watch.objects.exists()


@pytest.mark.parametrize("path", ["fixed/1", "fixed/x", "fixed/007", "never/1", "translated/1"])
def test_what_is_not_there_cannot_be_waited_for(client: Client, path: str) -> None:
    assert client.get(f"/ar/tell-me/{path}/").status_code == 404


def test_what_is_no_problem_planned_or_over_cannot_be_waited_for(client: Client) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    rows = (
        announcement(),
        problem(starts_at=now + hour),
        problem(starts_at=now - 2 * hour, ends_at=now - hour),
    )
    assert {client.get(form(row)).status_code for row in rows} == {404}


def test_one_network_cannot_fill_the_table() -> None:
    row = problem()
    codes = [ask(row, f"a{n}@example.com").status_code for n in range(61)]
    assert codes == [200] * 60 + [429]


def test_the_link_ends_it_also_by_a_mail_program() -> None:
    row = problem()
    mine = watch(row)
    page = reader().post(links.own(mine), {"List-Unsubscribe": "One-Click"})
    assert page.status_code == 200
    assert not Watch.objects.exists()
    assert reader().get(links.own(mine)).status_code == 404


def test_a_made_up_link_opens_nothing() -> None:
    watch(problem())
    assert reader().post("/da/tell-me/key/1:abc/", {"what": "stop"}).status_code == 404
    assert Watch.objects.exists()


def test_what_was_taken_back_before_the_mail_is_not_told_and_they_wait_on() -> None:
    row = problem()
    watch(row)
    solve(row)
    row.kind = "problem"
    row.save()
    assert telling.tell_called() == 0
    solve(row)
    assert telling.tell_called() == 1


def test_who_waits_in_two_languages_is_told_of_a_fix_once() -> None:
    row = problem()
    watch(row)
    watch(row, locale="da")
    solve(row)
    assert telling.tell_called() == 1
    assert not Watch.objects.exists()


def test_one_that_cannot_be_written_to_keeps_nobody_back() -> None:
    row = problem()
    broken = watch(row)
    Watch.objects.filter(pk=broken.pk).update(email="no address")
    watch(row, "other@example.com")
    solve(row)
    assert telling.tell_called() == 1
    assert Watch.objects.get() == broken


def test_a_suspended_account_is_not_written_to() -> None:
    row, member = problem(), accounts.member()
    asking.ask(actor=acting(member), occasion="fixed", about=str(row.pk))
    member.is_active = False
    member.save()
    solve(row)
    assert telling.tell_called() == 0
    assert not Watch.objects.exists()


def test_what_came_by_a_way_that_nobody_told_of_is_found() -> None:
    row = problem()
    watch(row)
    Announcement.objects.update(kind="solved")
    assert telling.look_again() == 1
    assert telling.tell_called() == 1


def test_what_cannot_be_looked_at_keeps_nothing_else_back(monkeypatch: Any) -> None:
    def broken(*_args: Any) -> None:
        raise ValueError

    known = occasions.get("fixed")
    monkeypatch.setitem(occasions._OCCASIONS, "broken", replace(known, name="broken", look=broken))
    row = problem()
    watch(row)
    Watch.objects.update(occasion="broken")
    watch(row)
    Announcement.objects.update(kind="solved")
    assert telling.look_again() == 1


def test_a_problem_that_is_deleted_takes_along_who_waits() -> None:
    row = problem()
    watch(row)
    row.delete()
    assert not Watch.objects.exists()


def test_only_confirmed_wishes_are_counted() -> None:
    row = problem()
    watch(row)
    watch(row, "other@example.com", is_confirmed=False)
    assert counting.waiting("fixed", [str(row.pk)]) == {str(row.pk): 1}


def test_a_member_gets_and_erases_what_waits_under_the_accounts_address() -> None:
    row, member = problem(), accounts.member()
    asking.ask(actor=acting(member), occasion="fixed", about=str(row.pk))
    watch(row, member.email)
    watch(row, "other@example.com")
    told = personal_data.export(member)["watches"]
    assert [one["waits_for"] for one in told] == ["fixed", "fixed"]
    personal_data.erase(member)
    assert Watch.objects.get().email == "other@example.com"


@pytest.mark.parametrize(
    "wrong", [{"email": ""}, {"confirmed_at": None, "called_at": timezone.now()}]
)
def test_the_database_keeps_no_wish_of_nobody_and_calls_no_unconfirmed(
    wrong: dict[str, Any],
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        watch(problem(), **wrong)
