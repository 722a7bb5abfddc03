"""The account page of those who work on the site: each of them can save it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.admin.utils import get_user_display_name
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from tests.test_rights import STAFF, browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", STAFF)
def test_the_page_is_saved_by_each_as_it_is_shown_and_without_a_name(who: str) -> None:
    make: Callable[[], User] = STAFF[who]
    user = make()
    client = browser(user)
    shown = client.get(reverse("wagtailadmin_account"), headers={"accept-language": "el"})
    panels = [panel for tab in shown.context["panels_by_tab"].values() for panel in tab]
    fields = [field for panel in panels for field in panel.get_form()]
    assert fields
    assert not [field for field in fields if field.name in {"first_name", "last_name"}]
    sent: dict[str, Any] = {
        field.html_name: field.value()
        for field in fields
        if field.value() not in {None, False} and field.name != "avatar"
    }
    sent["locale-preferred_language"] = "da"
    answer = client.post(reverse("wagtailadmin_account"), sent)
    assert answer.status_code == 302
    assert UserProfile.objects.get(user=user).preferred_language == "da"
    user.refresh_from_db()
    assert user.display_name == make.__defaults__[0]  # type: ignore[attr-defined]


def test_others_see_the_name_that_somebody_chose_and_no_address() -> None:
    nameless = User(pk=7, email="someone@example.com")
    assert [
        get_user_display_name(User(display_name="γλωσσοδέτης")),
        get_user_display_name(nameless),
    ] == [
        "γλωσσοδέτης",
        str(nameless),
    ]
    assert "@" not in get_user_display_name(nameless)
