import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import F
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from portal.accounts.models import User
from portal.journal import counting
from portal.journal.locks import impatient
from portal.journal.models import Step, Visit
from tests.factories.journal import FIREFOX, GOOGLEBOT

pytestmark = pytest.mark.django_db


def image_address(locale: str = "ar") -> str:
    template = Template(
        '{% load journal %}{% count_step kind="read" family="reset" item_kind="article" '
        'text_locale="en" is_fallback=True %}'
    )
    with translation.override(locale):
        markup = template.render(Context())
    found = re.search(r'src="([^"]+)"', markup)
    assert found
    return found[1]


def reader(**headers: str) -> Client:
    return Client(headers={"user-agent": FIREFOX} | headers)


def test_the_image_counts_the_page_it_stands_on() -> None:
    response = reader().get(image_address())
    assert (response.status_code, response.content) == (204, b"")
    assert response["Cache-Control"] == "no-store"
    step = Step.objects.get()
    assert (step.kind, step.family, step.reader_locale) == ("read", "reset", "ar")
    assert (step.text_locale, step.is_fallback) == ("en", True)


def test_the_image_is_the_same_in_every_copy_of_the_page() -> None:
    assert image_address() == image_address()


def test_the_answer_sets_no_cookie_even_for_a_session_that_has_ended() -> None:
    client = reader()
    client.cookies["sessionid"] = "long-gone"
    response = client.get(image_address())
    assert response.status_code == 204
    assert not response.cookies
    assert Step.objects.count() == 1


def test_head_only_looks() -> None:
    assert reader().head(image_address()).status_code == 204
    assert not Step.objects.exists()


def test_other_methods_are_refused() -> None:
    assert reader().post(image_address()).status_code == 405


@pytest.mark.parametrize(
    "signed", ["x", "eyJraW5kIjoicmVhZCJ9:forged", "%00", "%ff", "x" * 3000, ":::", "İ:ß"]
)
def test_an_address_we_did_not_write_is_not_found(signed: str) -> None:
    assert reader().get(f"/count/{signed}/").status_code == 404
    assert not Step.objects.exists()


def test_a_signature_made_for_something_else_does_not_count() -> None:
    from django.core.signing import Signer

    assert reader().get(f"/count/{Signer().sign_object({'kind': 'read'})}/").status_code == 404


def test_robots_prefetches_and_staff_are_not_counted() -> None:
    reader(**{"user-agent": GOOGLEBOT}).get(image_address())
    reader(**{"sec-purpose": "prefetch"}).get(image_address())
    staff = reader()
    staff.force_login(User.objects.create_user("ed@example.com", "x", is_staff=True))
    staff.get(image_address())
    assert not Step.objects.exists()


def test_members_are_counted() -> None:
    member = reader()
    member.force_login(User.objects.create_user("member@example.com", "x"))
    response = member.get(image_address())
    assert not response.cookies
    assert Step.objects.count() == 1


def test_counting_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    address = image_address()
    reader().get(address)
    with django_assert_max_num_queries(7):
        reader().get(address)


def test_the_address_carries_only_what_is_known() -> None:
    address = counting.address("read", "en", family="a", item_kind="", is_fallback=False)
    assert counting.read(address.split("/")[2]) == {
        "kind": "read",
        "reader_locale": "en",
        "family": "a",
    }


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else has the lock of every visit, and does not commit."""
    locked, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Visit.objects.update(key=F("key"))
                locked.set()
                go_on.wait(60)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(60)
    try:
        yield
    finally:
        go_on.set()
        holder.join()


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_counted_soon_is_not_said_to_be_counted() -> None:
    client = reader()
    assert client.get(image_address("el")).status_code == 204
    with locked():
        assert client.get(image_address("ar")).status_code == 503
        # A page that is a step itself is shown all the same.
        search = client.get("/id/search/", {"q": "baterai"})
        assert b"".join(search).strip()
        assert search.status_code == 200
        search.close()
    assert set(Step.objects.values_list("reader_locale", flat=True)) == {"el"}
    assert client.get(image_address("da")).status_code == 204


def patience() -> Any:
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout" if sqlite else "SHOW lock_timeout")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_only_counting_is_impatient() -> None:
    usual = patience()
    with impatient():
        assert patience() != usual
    assert patience() == usual
    with suppress(OperationalError), impatient():
        raise OperationalError
    assert patience() == usual


@pytest.mark.django_db
def test_what_fails_in_a_hurry_leaves_the_transaction_around_it_as_it_was() -> None:
    usual = patience()
    with impatient():
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM nowhere")
        with transaction.atomic():
            assert not Step.objects.exists()
    assert patience() == usual
