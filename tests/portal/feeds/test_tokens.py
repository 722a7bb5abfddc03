"""Access tokens: made and revoked by who may export, shown once, kept as a hash."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.feeds import tokens
from portal.feeds.models import ReportToken
from tests.factories import accounts

pytestmark = pytest.mark.django_db

PAGE = "/cms/reports/tokens/"
NEW = {"name": "Πίνακας πωλήσεων", "days": "90"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


def browser(user: User, *, proved: bool = True) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    if proved:
        accounts.prove(client)
    return client


def shown(page: str) -> str:
    match = re.search(r"report_[\w-]{43}", page)
    assert match
    return match[0]


def test_a_token_is_shown_once_and_works() -> None:
    client = browser(accounts.support_manager())
    answer = client.post(PAGE, NEW)
    key = shown(answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    page = client.get(PAGE).content.decode()
    assert "Πίνακας πωλήσεων" in page
    assert not re.search(r"report_[\w-]{43}", page)
    assert Client().get("/api/report/", headers={"authorization": f"bearer {key}"}).json()


def test_the_key_itself_is_kept_nowhere() -> None:
    client = browser(accounts.support_manager())
    key = shown(client.post(PAGE, NEW).content.decode())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are our own
            assert key not in str(cursor.fetchall()), table


def test_a_token_lives_for_a_year_at_most() -> None:
    account = accounts.support_manager()
    client = browser(account)
    for wrong in ({"days": "366"}, {"days": ""}, {"name": " "}, {"name": "x" * 61}):
        assert client.post(PAGE, NEW | wrong).status_code == 400
    with pytest.raises(ValueError, match="No life"):
        tokens.make(account, "Evigt", timedelta(days=366))
    assert not ReportToken.objects.exists()
    client.post(PAGE, NEW | {"days": "365"})
    token = ReportToken.objects.get()
    assert token.expires_at - token.created_at == timedelta(days=365)


def test_a_new_token_asks_for_proof_first() -> None:
    client = browser(accounts.support_manager(), proved=False)
    answer = client.post(PAGE, NEW)
    assert answer.status_code == 302
    assert "/account/" in answer.headers["Location"]
    assert not ReportToken.objects.exists()
    done = client.post(answer.headers["Location"], {"password": accounts.PASSWORD})
    assert shown(done.content.decode())
    assert ReportToken.objects.get().name == NEW["name"]


def test_who_may_see_the_report_and_not_export_it_makes_none() -> None:
    manager = accounts.manager_of("da")
    group = manager.groups.get()
    group.permissions.remove(group.permissions.get(codename="export_report"))
    client = browser(manager)
    assert client.get(PAGE).status_code == client.post(PAGE, NEW).status_code == 302
    assert not ReportToken.objects.exists()


def test_everybody_sees_and_revokes_their_own() -> None:
    one, other = accounts.support_manager("Μία"), accounts.support_manager("Άλλη")
    token, _key = tokens.make(one, "Δική μου", timedelta(days=30))
    client = browser(other)
    assert "Δική μου" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{token.pk}/revoke/").status_code == 404
    assert browser(one).post(f"{PAGE}{token.pk}/revoke/").status_code == 302
    assert not ReportToken.objects.exists()


def test_an_account_has_so_many_and_no_more() -> None:
    account = accounts.support_manager()
    for number in range(tokens.MOST):
        tokens.make(account, f"رمز {number}", timedelta(days=30))
    answer = browser(account).post(PAGE, NEW)
    assert answer.status_code == 400
    assert "Revoke one first" in answer.content.decode()
    assert ReportToken.objects.count() == tokens.MOST


def test_tokens_are_handed_out_with_ones_data_without_their_hash_and_go_with_the_account() -> None:
    account = accounts.support_manager()
    token, key = tokens.make(account, "Rapport til økonomi", timedelta(days=30))
    told = personal_data.export(account)["report"]
    assert [one["name"] for one in told["tokens"]] == ["Rapport til økonomi"]
    assert key not in str(told)
    assert token.digest not in str(told)
    personal_data.erase(account)
    assert not ReportToken.objects.exists()
