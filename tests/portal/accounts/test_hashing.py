"""One password attempt costs one hash, whoever it is for; sign-up tells nothing by its cost."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.portal.accounts.test_sign_in import link_in, signup

pytestmark = pytest.mark.django_db
hashed: list[str] = []


class Counting(MD5PasswordHasher):
    """Notes what it is asked to hash; a password is compared by hashing it, too."""

    def encode(self, password: str, salt: str) -> str:
        hashed.append(password)
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _counted(settings: Any) -> None:
    cache.clear()
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]


def hashes(do: Callable[[], Any]) -> int:
    hashed.clear()
    do()
    return len(hashed)


def sign_in(email: str, password: str = accounts.PASSWORD) -> Callable[[], Any]:
    form = {"login": email, "password": password}
    return lambda: Client().post("/el/account/login/", form)


def nobody() -> str:
    return "nobody@example.com"


def known() -> str:
    return accounts.member("Known").email


def unconfirmed() -> str:
    user = accounts.member("Unconfirmed")
    EmailAddress.objects.filter(user=user).update(verified=False)
    return user.email


def inactive() -> str:
    user = accounts.member("Inactive")
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user.email


def from_a_provider() -> str:
    user = accounts.member("Provider")
    user.set_unusable_password()
    user.save()
    return user.email


def typed_by_many() -> str:
    """An address that some have asked to change theirs to, and that nobody has proved."""
    for number in range(4):
        user = accounts.member(f"Typist {number}")
        EmailAddress.objects.create(user=user, email="typed@example.com", verified=False)
    return "typed@example.com"


@pytest.mark.parametrize(
    "who", [nobody, known, unconfirmed, inactive, from_a_provider, typed_by_many]
)
@pytest.mark.parametrize("password", [accounts.PASSWORD, "not-the-password"])
def test_one_attempt_hashes_once(who: Callable[[], str], password: str) -> None:
    assert hashes(sign_in(who(), password)) == 1


def test_only_who_owns_an_address_signs_in_by_it() -> None:
    email = typed_by_many()
    assert sign_in(email)().status_code == 200
    owner = accounts.member("Owner", email=email)
    answer = sign_in(email.upper())()
    assert answer.status_code == 302
    assert answer.wsgi_request.session["_auth_user_id"] == str(owner.pk)


@pytest.mark.parametrize(("password", "status"), [(accounts.PASSWORD, 302), ("wrong", 200)])
def test_to_show_the_password_again_hashes_once(password: str, status: int) -> None:
    client = Client()
    client.force_login(accounts.member())
    answers = []
    form = {"password": password}
    assert hashes(lambda: answers.append(client.post("/el/account/reauthenticate/", form))) == 1
    assert answers[0].status_code == status


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ({}, 1),
        ({"password1": "short"}, 0),
        ({"display_name": ""}, 0),
    ],
)
def test_signing_up_costs_the_same_for_a_known_address(fields: dict[str, str], cost: int) -> None:
    email = accounts.member("Known").email

    def sign_up(name: str, address: str) -> Any:
        form = signup(display_name=name, email=address) | fields
        return lambda: Client().post("/el/account/signup/", form)

    assert hashes(sign_up("Somebody", email)) == cost
    assert hashes(sign_up("Else", "new@example.com")) == cost


def test_asking_for_a_new_password_costs_the_same_for_all() -> None:
    def ask(email: str) -> Any:
        return lambda: Client().post("/el/account/password/reset/", {"email": email})

    assert hashes(ask(known())) == hashes(ask(nobody())) == 0


def test_a_new_password_is_hashed_once() -> None:
    client, user = Client(), accounts.member()
    client.post("/en/account/password/reset/", {"email": user.email})
    form = client.get(link_in(OutboundMail.objects.get()), follow=True)
    new = {"password1": "another-long-password"}
    assert hashes(lambda: client.post(form.redirect_chain[-1][0], new)) == 1
    assert sign_in(user.email, new["password1"])().status_code == 302


def test_the_one_backend_knows_the_rights_of_groups_and_accounts() -> None:
    assert accounts.moderator().has_perm("community.moderate")
    assert accounts.editor().has_perm("wagtailadmin.access_admin")
    assert not accounts.member("Niki").has_perm("community.moderate")
