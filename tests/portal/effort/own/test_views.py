"""The page of the owner's numbers: who opens it, what it keeps, and what it shows back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from portal import locales
from portal.effort.models import OwnNumber, Series, WorkPerRequest
from portal.effort.own import keeping
from portal.effort.own.reading import Number
from tests.factories import accounts

pytestmark = pytest.mark.django_db
PAGE = "/cms/reports/own-numbers/"
REPORT = "/cms/reports/support-effort/"
GOOD = "date,series,value\n2026-03-01,customers,1200\n2026-03-01,calls,31\n"


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    accounts.pass_second_factor(client, user)
    return client


@pytest.fixture
def manager() -> Client:
    return browser(accounts.support_manager())


def upload(client: Client, text: str) -> Any:
    file = SimpleUploadedFile("αριθμοί.csv", text.encode(), "text/csv")
    return client.post(PAGE, {"file": file})


def kept() -> set[tuple[str, str, int]]:
    rows = OwnNumber.objects.values_list("day", "series", "value")
    return {(str(day), series, value) for day, series, value in rows}


def test_the_numbers_need_their_own_right() -> None:
    for user in (accounts.publisher(), accounts.translator()):
        client = browser(user)
        assert client.get(PAGE).status_code == 302
        assert upload(client, GOOD).status_code in {302, 403}
        assert client.post(f"{PAGE}minutes/", {"minutes": "9"}).status_code == 302
    assert not kept()
    assert not WorkPerRequest.objects.exists()


def test_a_file_is_kept_and_shown_back(manager: Client) -> None:
    assert upload(manager, GOOD).status_code == 302
    assert kept() == {("2026-03-01", "customers", 1200), ("2026-03-01", "calls", 31)}
    page = manager.get(PAGE).content.decode()
    assert "2 numbers were kept." in page
    assert "1,200" in page
    assert "1 March 2026" in page


def test_what_a_file_tells_of_a_day_replaces_what_was_kept_of_it(manager: Client) -> None:
    parts = "2026-03-01,calls,20,el\n2026-03-01,calls,9,da\n2026-03-02,calls,5,el\n"
    upload(manager, f"date,series,value,language\n{parts}")
    upload(manager, GOOD)
    assert kept() == {
        *(("2026-03-01", "customers", 1200), ("2026-03-01", "calls", 31)),
        ("2026-03-02", "calls", 5),
    }


def test_of_a_file_with_one_fault_nothing_is_kept(manager: Client) -> None:
    upload(manager, GOOD)
    before = kept()
    answer = upload(manager, f"{GOOD}2026-03-01,orders,40\n2026-13-01,calls,<b>1</b>\n")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Line 5: “2026-13-01” is no day" in page
    assert kept() == before
    assert "1,200" in page


@pytest.mark.parametrize(
    "text", ["", "<script>alert(1)</script>", "date,series,value\n\x00,\x00,\x00"]
)
def test_what_is_no_such_file_is_said_and_never_run(manager: Client, text: str) -> None:
    answer = upload(manager, text)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_without_a_file_it_is_said(manager: Client) -> None:
    answer = manager.post(PAGE, {})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_series_is_deleted_after_a_question_and_no_other(manager: Client) -> None:
    upload(manager, GOOD)
    address = f"{PAGE}calls/delete/"
    assert "Calls" in manager.get(address).content.decode()
    assert len(kept()) == 2
    assert manager.post(address).status_code == 302
    assert kept() == {("2026-03-01", "customers", 1200)}
    for gone in (address, f"{PAGE}κλήσεις/delete/"):
        assert manager.get(gone).status_code == 404


@pytest.mark.parametrize("typed", ["0", "1441", "x", "1.5", "-3", "9" * 30])
def test_minutes_that_cannot_be_are_refused_and_stay_in_the_form(
    manager: Client, typed: str
) -> None:
    keeping.set_minutes(12)
    answer = manager.post(f"{PAGE}minutes/", {"minutes": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert keeping.minutes_per_request() == 12


def test_minutes_are_kept_and_taken_back(manager: Client) -> None:
    assert keeping.minutes_per_request() is None
    for typed, minutes in (("12", 12), ("1440", 1440), ("", None)):
        manager.post(f"{PAGE}minutes/", {"minutes": typed})
        assert keeping.minutes_per_request() == minutes


def test_the_report_says_how_to_set_what_it_does_not_know(manager: Client) -> None:
    page = manager.get(REPORT).content.decode()
    assert "Nobody has said how long your support works on one request" in page
    assert page.count(f'href="{PAGE}"') >= 2


def test_pages_of_the_numbers_are_read_in_the_same_few_queries(
    manager: Client, django_assert_max_num_queries: Any
) -> None:
    upload(manager, GOOD)
    manager.get(PAGE)
    lines = "".join(f"2026-02-{day:02},orders,{day}\n" for day in range(1, 29))
    upload(manager, f"date,series,value\n{lines}")
    with django_assert_max_num_queries(25):
        manager.get(PAGE)


HEAD = "date,series,value,language\n"


@pytest.fixture
def limited() -> Client:
    """The browser of a manager of Greek and Arabic."""
    return browser(accounts.manager_of("el", "ar"))


def parts() -> set[tuple[str, str, int]]:
    return set(OwnNumber.objects.values_list("series", "language", "value"))


def test_who_tells_of_some_languages_sees_and_adds_up_these_alone(
    manager: Client, limited: Client
) -> None:
    upload(manager, f"{HEAD}2026-03-01,calls,1300,el\n2026-03-01,calls,4700,da\n")
    upload(manager, "date,series,value\n2026-03-02,orders,8800\n")
    assert "6,000" in manager.get(PAGE).text
    page = limited.get(PAGE).text
    assert "1,300" in page
    assert not [one for one in ("4,700", "6,000", "8,800", "2 March 2026") if one in page]
    assert limited.get(f"{PAGE}orders/delete/").status_code == 404


def test_who_tells_of_some_languages_replaces_and_deletes_these_alone(
    manager: Client, limited: Client
) -> None:
    upload(manager, f"{HEAD}2026-03-01,calls,13,el\n2026-03-01,calls,47,da\n")
    assert upload(limited, f"{HEAD}2026-03-01,calls,5,ar\n").status_code == 302
    assert parts() == {("calls", "ar", 5), ("calls", "da", 47)}
    assert upload(limited, f"{HEAD}2026-03-01,calls,6,da\n").status_code == 422
    assert upload(limited, GOOD).status_code == 422
    assert parts() == {("calls", "ar", 5), ("calls", "da", 47)}
    assert limited.post(f"{PAGE}calls/delete/").status_code == 302
    assert parts() == {("calls", "da", 47)}


def test_no_part_is_kept_beside_a_whole_that_is_not_ones_own(
    manager: Client, limited: Client
) -> None:
    upload(manager, GOOD)
    answer = upload(limited, f"{HEAD}2026-03-02,calls,5,el\n2026-03-01,calls,6,el\n")
    assert answer.status_code == 422
    said = "For 1 March 2026, “Calls” is kept as one number for all languages."
    assert said in answer.text
    assert parts() == {("customers", "", 1200), ("calls", "", 31)}


def test_minutes_of_all_requests_are_set_by_who_tells_of_all_readers(limited: Client) -> None:
    keeping.set_minutes(12)
    page = limited.get(PAGE).text
    assert "Minutes per request" not in page
    assert "2026-03-01,calls,31,el" in page
    assert limited.post(f"{PAGE}minutes/", {"minutes": "900"}).status_code == 302
    assert keeping.minutes_per_request() == 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_of_two_who_keep_at_once_one_replaces_what_the_other_kept(_round: int) -> None:
    ContentType.objects.get_for_model(OwnNumber)
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(20)]
    together = Barrier(2)

    def keep(*codes: str) -> None:
        try:
            together.wait(10)
            told = [Number(day, Series.CALLS, 9, code) for day in days for code in codes]
            keeping.replace(told, locales.codes())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        for one in [both.submit(keep, ""), both.submit(keep, "el", "da")]:
            one.result()
    kept = {code for _series, code, _value in parts()}
    assert kept in ({""}, {"el", "da"})
