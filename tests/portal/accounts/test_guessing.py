"""Guessing at one account from very many networks ends, and does not keep its owner out."""

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import gettext, override

from portal.accounts import browsers, mails
from portal.accounts.models import User
from portal.limits.rates import rate
from portal.limits.table import GUESSES, LETTERS
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.portal.accounts.test_hashing import Counting, hashed

pytestmark = pytest.mark.django_db
NETWORKS = 1_000
MOST = rate(GUESSES["unknown browsers"][0]).limit
REFUSED = (
    "There were too many wrong passwords. Sign in with a code by email or with a passkey, "
    "or try again later."
)


@pytest.fixture(autouse=True)
def _counted(settings: Any) -> None:
    cache.clear()
    settings.PASSWORD_HASHERS = [f"{Counting.__module__}.Counting"]
    hashed.clear()


def address(number: int) -> str:
    """One of as many networks as there are numbers, every other of them of IPv6."""
    if number % 2:
        return f"2001:db8:{number:x}::7"
    return f"10.{number // 250}.{number % 250}.7"


def sign_in(
    user: User, password: str, client: Client | None = None, network: int = 5_000, at: str = "en"
) -> HttpResponse:
    form = {"login": user.email, "password": password}
    client = client or Client()
    answer: Any = client.post(f"/{at}/account/login/", form, REMOTE_ADDR=address(network))
    assert isinstance(answer, HttpResponse)
    return answer


def attack(user: User, networks: int = MOST) -> None:
    for number in range(networks):
        assert sign_in(user, f"wrong {number}", network=number).status_code == 200


# A thousand pages, on a machine that has other things to do.
@pytest.mark.slow
def test_a_thousand_networks_guess_no_more_than_twenty_times_and_the_owner_signs_in() -> None:
    user, home = accounts.member("Ελένη"), Client()
    assert sign_in(user, accounts.PASSWORD, home).status_code == 302
    home.post("/en/account/logout/")
    hashed.clear()
    attack(user, NETWORKS)
    assert len(hashed) == MOST
    # Not even the right one gets in from where nobody has signed in before.
    assert sign_in(user, accounts.PASSWORD).status_code == 200
    assert len(hashed) == MOST
    assert sign_in(user, "not that one", home).status_code == 200
    assert sign_in(user, accounts.PASSWORD, home).status_code == 302
    assert sign_in(accounts.member("Νίκος"), accounts.PASSWORD).status_code == 302


@pytest.mark.parametrize("code", ["el", "ar", "da"])
def test_who_is_refused_reads_why_and_is_led_to_a_code(code: str) -> None:
    user = accounts.member()
    attack(user)
    page = sign_in(user, accounts.PASSWORD, at=code).content.decode()
    with override(code):
        assert gettext(REFUSED) in page
    assert f'<a class="button button--primary" href="/{code}/account/login/code/' in page
    assert "<passkey-form" in page


def test_a_code_by_mail_signs_in_meanwhile_and_makes_the_browser_known() -> None:
    user, new = accounts.member(), Client()
    attack(user)
    new.post("/en/account/login/code/", {"login": user.email, "email": user.email})
    mail = OutboundMail.objects.get(kind="account.login_code")
    code = next(line for line in mail.text.splitlines() if line.isupper() and "-" in line)
    assert new.post("/en/account/login/code/confirm/", {"code": code}).status_code == 302
    new.post("/en/account/logout/")
    assert sign_in(user, accounts.PASSWORD, new).status_code == 302


def test_a_known_browser_has_a_bound_of_its_own_and_opens_no_other_account() -> None:
    user, other, home = accounts.member(), accounts.member("Νίκος"), Client()
    sign_in(user, accounts.PASSWORD, home)
    home.post("/en/account/logout/")
    attack(other)
    assert sign_in(other, accounts.PASSWORD, home).status_code == 200
    for number in range(5):
        sign_in(user, f"wrong {number}", home, network=number)
    # Wherever it is: it is the browser that is counted.
    refused = sign_in(user, accounts.PASSWORD, home, network=900)
    assert "too many wrong passwords" in refused.content.decode()
    assert sign_in(user, accounts.PASSWORD, network=901).status_code == 302


class LongAgo(signing.TimestampSigner):
    """Signs as if the cookie had been given before the time it is kept for."""

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time() - browsers.KEPT.total_seconds()) - 60)


def test_a_cookie_that_was_made_up_or_is_old_makes_no_browser_known() -> None:
    user, home = accounts.member(), Client()
    sign_in(user, accounts.PASSWORD, home)
    real = home.cookies["browser"].value
    said = signing.loads(real, salt=browsers._SALT)
    attack(user)
    for cookie, status in (
        (f"{real[:-2]}xx", 200),
        (signing.dumps(said, salt="another"), 200),
        (LongAgo(salt=browsers._SALT).sign_object(said), 200),
        (real, 302),
    ):
        client = Client()
        client.cookies["browser"] = cookie
        assert sign_in(user, accounts.PASSWORD, client).status_code == status


def test_right_passwords_are_not_counted_and_addresses_of_nobody_are_counted_alike() -> None:
    user = accounts.member()
    for number in range(2 * MOST):
        assert sign_in(user, accounts.PASSWORD, network=number).status_code == 302
    nobody = User(email="nobody@example.com")
    attack(nobody, MOST + 1)
    assert "too many wrong passwords" in sign_in(nobody, "x").content.decode()


def test_several_addresses_of_one_account_share_its_bound() -> None:
    user = accounts.member()
    EmailAddress.objects.create(user=user, email="second@example.com", verified=True)
    attack(user, MOST // 2)
    attack(User(email="second@example.com"), MOST // 2)
    assert "too many wrong passwords" in sign_in(user, accounts.PASSWORD).content.decode()


def test_who_is_signed_in_shows_the_password_again_while_others_guess() -> None:
    user, here = accounts.member(), Client()
    here.force_login(user)
    here.cookies.pop("browser", None)
    attack(user)
    form = {"password": accounts.PASSWORD}
    assert here.post("/en/account/reauthenticate/", form).status_code == 302


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/el/account/login/code/", "account.login_code"),
        ("/el/account/password/reset/", "account.password_reset_key"),
    ],
)
def test_strangers_use_up_no_mail_that_lets_the_owner_in(path: str, kind: str) -> None:
    user = accounts.member("Ελένη")
    form = {"login": user.email, "email": user.email}
    for number in range(3 * rate(LETTERS["ways in"][0]).limit):
        Client().post(path, form, REMOTE_ADDR=address(number // 3))
    sent = OutboundMail.objects.filter(kind=kind)
    before = sent.count()
    Client().post(path, form, REMOTE_ADDR=address(5_000))
    assert sent.count() == before + 1


def test_every_kind_of_mail_that_lets_one_in_is_a_letter() -> None:
    assert mails.WAYS_IN.issubset(mails.LETTERS)


def test_a_browser_that_is_signed_in_is_known_from_its_next_page_on() -> None:
    user, here = accounts.member("Νίκος"), Client()
    here.force_login(user)
    attack(user)
    assert "browser" in here.get("/el/account/").cookies
    # It is told once.
    assert "browser" not in here.get("/el/account/").cookies
    here.post("/en/account/logout/")
    assert sign_in(user, accounts.PASSWORD, here).status_code == 302


def test_no_answer_that_others_may_keep_makes_a_browser_known() -> None:
    here = Client()
    here.force_login(accounts.member())
    answer = here.get("/.well-known/security.txt")
    assert "public" in answer["Cache-Control"]
    assert "browser" not in answer.cookies
    assert "browser" not in Client().get("/en/account/login/").cookies


def known(user: User, many: int) -> list[Client]:
    """Browsers in which somebody has signed in and out again."""
    browsers_ = [Client() for _ in range(many)]
    for number, client in enumerate(browsers_):
        assert sign_in(user, accounts.PASSWORD, client, network=number).status_code == 302
        client.post("/en/account/logout/")
    hashed.clear()
    return browsers_


def guess_all(user: User, clients: list[Client]) -> int:
    """How many passwords were tried by browsers that are always somewhere else."""
    for number, client in enumerate(clients):
        for wrong in range(5):
            sign_in(user, f"wrong {wrong}", client, network=1_000 + 5 * number + wrong)
    return len(hashed)


def test_with_a_new_password_only_the_browser_it_was_chosen_in_stays_known() -> None:
    user, home = accounts.member("Ελένη"), Client()
    clients = known(user, 2 * MOST // 5)
    sign_in(user, accounts.PASSWORD, home)
    new = "ένα καινούριο μακρύ 9"
    form = {"oldpassword": accounts.PASSWORD, "password1": new, "password2": new}
    assert home.post("/en/account/password/change/", form).status_code == 302
    home.post("/en/account/logout/")
    hashed.clear()
    assert guess_all(user, clients) == MOST
    assert sign_in(user, new, clients[0]).status_code == 200
    assert sign_in(user, new, home).status_code == 302


def test_all_browsers_that_know_an_account_guess_no_more_than_a_hundred_times_together() -> None:
    user, most = accounts.member("Ελένη"), rate(GUESSES["known browsers"][0]).limit
    clients = known(user, most // 5 + 3)
    assert guess_all(user, clients) == most
    # What one of them was refused has counted for nobody.
    assert sign_in(user, accounts.PASSWORD, network=4_000).status_code == 302


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(settings: Any) -> None:
    answer = Client().post(
        "/en/account/login/",
        {"login": accounts.member().email, "password": accounts.PASSWORD},
        secure=True,
    )
    cookie = answer.cookies["__Host-browser"]
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["max-age"] == int(browsers.KEPT.total_seconds())


def test_a_browser_knows_the_accounts_that_signed_in_last() -> None:
    home = Client()
    users = [accounts.member(f"Member {number}") for number in range(browsers.MOST + 1)]
    for user in users:
        sign_in(user, accounts.PASSWORD, home)
        home.post("/en/account/logout/")
    for user, known in ((users[0], 200), (users[-1], 302)):
        attack(user)
        assert sign_in(user, accounts.PASSWORD, home).status_code == known
