"""Where somebody who found a hole learns where to write to."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal import locales

pytestmark = pytest.mark.django_db


def fields() -> dict[str, str]:
    answer = Client().get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies
    lines = answer.content.decode().splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Za-z-]+: \S.*", line) for line in lines)
    return dict(line.split(": ", 1) for line in lines)


def test_it_says_where_to_write_to_in_the_sites_languages(settings: Any) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    settings.SECURITY_CONTACT = "sikkerhet@example.org"
    assert fields() | {"Expires": ""} == {
        "Contact": "mailto:sikkerhet@example.org",
        "Expires": "",
        "Preferred-Languages": ", ".join(locales.codes()),
        "Canonical": "https://hjelp.example.org/.well-known/security.txt",
    }
    settings.SECURITY_CONTACT = "https://example.org/sikkerhet"
    assert fields()["Contact"] == "https://example.org/sikkerhet"


@pytest.mark.parametrize("day", ["2026-02-28T23:59:59+00:00", "2028-02-29T00:00:00+00:00"])
def test_it_never_runs_out_and_always_does_within_a_year(day: str) -> None:
    with time_machine.travel(datetime.fromisoformat(day)):
        said = fields()["Expires"]
    expires = datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    ahead = expires - datetime.fromisoformat(day)
    assert timedelta(days=90) < ahead < timedelta(days=365)
