"""Who was signed in before there was one backend is signed in afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.empty_database import migrate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_database")]

FORMER = (("accounts", "0003_key_mails_kept"), ("sessions", "0001_initial"))
SINCE = (("accounts", "0004_sessions_name_the_one_backend"), ("sessions", "0001_initial"))
BACKENDS = (
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
)


def keep(apps: Any, key: str, data: dict[str, Any]) -> None:
    apps.get_model("sessions", "Session").objects.create(
        session_key=key,
        session_data=SessionStore().encode(data),
        expire_date=timezone.now() + timedelta(days=1),
    )


def test_sessions_name_the_one_backend_and_keep_all_else() -> None:
    apps = migrate(*FORMER)
    for number, backend in enumerate(BACKENDS):
        keep(apps, f"member{number}", {BACKEND_SESSION_KEY: backend, "_auth_user_id": "7"})
    keep(apps, "guest", {"community.drafts": {"question": "x"}})

    sessions = migrate(*SINCE).get_model("sessions", "Session").objects

    kept = {one.pk: SessionStore().decode(one.session_data) for one in sessions.all()}
    now = {BACKEND_SESSION_KEY: "portal.accounts.backends.OneAccount", "_auth_user_id": "7"}
    assert kept == {
        "member0": now,
        "member1": now,
        "guest": {"community.drafts": {"question": "x"}},
    }


def test_utc_that_nobody_chose_is_no_zone_any_more() -> None:
    apps = migrate(("accounts", "0006_find_sign_ups_by_age"))
    users = apps.get_model("accounts", "User").objects
    for name, zone in (("a", "UTC"), ("b", "Asia/Jakarta")):
        users.create(email=f"{name}@example.com", display_name=name, time_zone=zone)
    apps = migrate(("accounts", "0007_no_time_zone_until_one_is_chosen"))
    users = apps.get_model("accounts", "User").objects.order_by("email")
    assert list(users.values_list("time_zone", flat=True)) == ["", "Asia/Jakarta"]
