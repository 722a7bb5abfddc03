"""What production promises browsers, by what its owner says in the environment."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from pydantic import ValidationError

from portal.settings.environment import REPOSITORY
from tests.factories.installation import RIGHT, environment

NAMES = (
    *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"),
    *("SECURE_CSP", "TOOLS_CSP", "SECURITY_CONTACT", "SECURE_SSL_REDIRECT"),
    *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE"),
)
YEAR = 365 * 24 * 3600


def production(**variables: str) -> dict[str, Any]:
    """Settings of production, in a process of their own."""
    code = (
        "import json; from portal.settings import production as chosen;"
        f"print(json.dumps({{name: getattr(chosen, name) for name in {NAMES}}}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"]} | RIGHT | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_https_is_promised_for_a_year_and_for_no_other_name() -> None:
    found = production()
    assert found["SECURE_HSTS_SECONDS"] == YEAR
    assert not found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not found["SECURE_HSTS_PRELOAD"]
    assert "report-uri" not in found["SECURE_CSP"]
    assert found["SECURITY_CONTACT"] == RIGHT["SUPPORT_EMAIL"]


def test_the_owner_may_promise_it_for_names_below_and_to_browsers_lists() -> None:
    report = "https://berichte.example.org/csp"
    found = production(
        HSTS_INCLUDE_SUBDOMAINS="yes",
        HSTS_PRELOAD="1",
        CSP_REPORT_URL=report,
        SECURITY_CONTACT="https://example.org/luecken",
    )
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SECURE_HSTS_PRELOAD"]
    assert found["SECURE_CSP"]["report-uri"] == found["TOOLS_CSP"]["report-uri"] == [report]
    assert found["SECURITY_CONTACT"] == "https://example.org/luecken"


@pytest.mark.parametrize(
    "wrong",
    [
        {"HSTS_INCLUDE_SUBDOMAINS": "vielleicht"},
        {"HSTS_PRELOAD": "1"},
        {"CSP_REPORT_URL": "http://example.org/csp"},
        {"CSP_REPORT_URL": "https://example.org/csp; script-src *"},
        {"SECURITY_CONTACT": "somebody"},
        {"SECURITY_CONTACT": "a@example.org\nExpires: never"},
        {"SECURITY_CONTACT": "javascript:alert(1)"},
    ],
    ids=lambda wrong: next(iter(wrong.items())),
)
def test_wrong_values_are_refused_by_name(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong)).lower()):
        environment(**wrong)


def test_cookies_go_over_https_to_this_host_alone() -> None:
    found = production()
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")


def test_plain_http_is_led_to_https(client: Client, settings: Any) -> None:
    assert production()["SECURE_SSL_REDIRECT"]
    settings.SECURE_SSL_REDIRECT = True
    moved = client.get("/el/contact/?q=1")
    assert (moved.status_code, moved["Location"]) == (301, "https://testserver/el/contact/?q=1")
