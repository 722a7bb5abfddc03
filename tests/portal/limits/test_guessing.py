"""Where a secret is typed each wrong one counts, however the answer is asked for."""

import time
from collections.abc import Callable

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.models import User
from portal.limits import table
from portal.limits.rates import rate
from tests.factories import accounts

pytestmark = pytest.mark.django_db

_OF_ACCOUNTS = ("account", "mfa", "socialaccount")
BOUND = [
    name for name, row in table.LIMITS.items() if name.startswith(_OF_ACCOUNTS) and row.account
]
WRONG = dict.fromkeys(("password", "oldpassword", "password1", "email", "code"), "μαντεψιά")
ASKED = [{}, {"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}]


def by_password() -> User:
    return accounts.member("Ελένη", locale="el")


def without_password() -> User:
    user = by_password()
    user.set_unusable_password()
    user.save()
    return user


MAKES: dict[str, Callable[[], User]] = {"account_set_password": without_password}


@pytest.mark.parametrize("headers", ASKED)
@pytest.mark.parametrize("name", BOUND)
def test_an_account_has_no_more_tries_than_the_table_says(
    client: Client, name: str, headers: dict[str, str]
) -> None:
    cache.clear()
    client.force_login(MAKES.get(name, by_password)())
    session = client.session
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [proof]
    session.save()
    with override("el"):
        address = reverse(name)
    most = min(rate(each).limit for each in table.LIMITS[name].account)
    tried = [client.post(address, WRONG, headers=headers).status_code for _ in range(most + 1)]
    assert 429 not in tried[:-1]
    assert tried[-1] == 429


def test_every_form_of_an_account_counts_when_it_is_wrong() -> None:
    assert len(BOUND) >= 5
    free = {name for name, row in table.LIMITS.items() if row.wrong_is_free}
    assert free == {
        *("kb:vote", "kb:reason", "community:answer", "community:edit", "community:report"),
        *("handover:contact", "handover:add", "handover:rate", "kb:mistake", "kb:fix"),
        "watches:ask",
    }
