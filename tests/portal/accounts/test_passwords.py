"""What a password may be, and how it is typed and changed."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories.accounts import PASSWORD, member
from tests.test_rights import browser

pytestmark = pytest.mark.django_db

FORMS = ("login/", "signup/", "password/change/")


@pytest.mark.parametrize("password", ["kort", "ψωμί", "123456789", "1234567890", "password1234"])
def test_a_short_one_and_a_common_one_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "όλα πεζά και κενά",
        "سماء زرقاء فوق البيت",
        "brødogsmørogost",
        "🌧️🌧️🌧️ οχι σημερα",
        "4719203847562910",
    ],
)
def test_any_characters_will_do(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize("password", ["  Κενά γύρω  ", "Ά" * 100, "ÅÄÖ-åäö-ÅÄÖ"])
def test_it_is_taken_exactly_as_typed(password: str) -> None:
    user = member()
    user.set_password(password)
    user.save()
    others = (password.strip() if password != password.strip() else f"{password} ",)
    for other in (*others, password.swapcase(), password[:72] if len(password) > 72 else "x"):
        sent = Client().post("/el/account/login/", {"login": user.email, "password": other})
        assert sent.status_code == 200, other
        assert authenticate(email=user.email, password=other) is None
    sent = Client().post("/el/account/login/", {"login": user.email, "password": password})
    assert sent.status_code == 302


@pytest.mark.parametrize("form", FORMS)
def test_it_is_typed_unseen_and_may_be_pasted(form: str) -> None:
    page = browser(member() if "change" in form else None)
    html = page.get(f"/en/account/{form}", follow=True).content.decode()
    fields = re.findall(r'<input[^>]*name="(?:old)?password\d?"[^>]*>', html)
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(?:current|new)-password"', field)
        assert "onpaste" not in field
        assert "maxlength" not in field


def test_to_change_it_one_shows_the_present_one() -> None:
    user = member()
    wanted = "ένας άλλος κωδικός"
    for present, taken in (("not the one", False), (PASSWORD, True)):
        client = browser(user)
        client.post(
            "/en/account/password/change/",
            {"oldpassword": present, "password1": wanted},
        )
        user.refresh_from_db()
        assert user.check_password(wanted) == taken
