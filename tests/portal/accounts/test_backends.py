"""The account of a session, and whether it has rights, with one query."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.backends import OneAccount
from portal.accounts.models import User
from tests.factories.accounts import administrator, member, moderator, writer

pytestmark = pytest.mark.django_db


def test_a_page_of_a_member_without_rights_asks_for_none(client: Client) -> None:
    client.force_login(member())
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/el/help/").status_code == 200
    assert [one["sql"] for one in queries if "auth_permission" in one["sql"]] == []


@pytest.mark.parametrize("make", [member, moderator, writer, administrator])
def test_an_account_has_the_rights_that_it_has(make: object) -> None:
    account = make()  # type: ignore[operator]
    found = OneAccount().get_user(account.pk)
    assert found is not None
    assert found.get_all_permissions() == User.objects.get(pk=account.pk).get_all_permissions()


def test_an_owner_may_everything() -> None:
    owner = User.objects.create_superuser("owner@example.com", "a-long-enough-password")
    found = OneAccount().get_user(owner.pk)
    assert found is not None
    assert found.get_all_permissions()


def test_who_is_switched_off_or_gone_has_no_session() -> None:
    gone = member(is_active=False)
    assert OneAccount().get_user(gone.pk) is None
    assert OneAccount().get_user(gone.pk + 1) is None


def test_who_has_rights_by_a_group_alone_is_asked_for_these_alone() -> None:
    found = OneAccount().get_user(writer().pk)
    assert found is not None
    with CaptureQueriesContext(connection) as queries:
        assert found.get_all_permissions()
    assert len(queries) == 1
