"""What production refuses of its settings."""

import os
import subprocess
import sys

import pytest
from pydantic import ValidationError

from portal.settings.environment import REPOSITORY
from portal.settings.refusals import REFUSALS, refused
from tests.factories.installation import RIGHT, environment

# The words of each refusal → what must be wrong for it.
CASES = {
    "SECRET_KEY must be 50 characters": {"SECRET_KEY": "abc" * 16},
    "DATABASE_URL must name a PostgreSQL": {"DATABASE_URL": "sqlite:////srv/portal.sqlite3"},
    "ALLOWED_HOSTS must name": {"ALLOWED_HOSTS": ""},
    "ALLOWED_HOSTS must not have *": {"ALLOWED_HOSTS": "help.example.org *"},
    "BASE_URL must begin with https": {"BASE_URL": "http://help.example.org"},
    "BASE_URL must have a host": {"BASE_URL": "https://hilfe.example.org"},
    "TRUSTED_PROXIES must be 1": {"TRUSTED_PROXIES": "0"},
    "EMAIL_URL must name": {"EMAIL_URL": ""},
    "FROM_EMAIL must be": {"FROM_EMAIL": "help@example.com"},
    "SUPPORT_EMAIL must be": {"SUPPORT_EMAIL": "support@example.com"},
}


def _load(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_that_are_right_are_refused_nothing() -> None:
    assert refused(environment()) == []
    assert _load(**RIGHT).returncode == 0


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: f"{one.variable} {one.words[:15]}")
def test_each_refusal_is_for_something(refusal: object) -> None:
    [said] = [
        words
        for words in CASES
        if f"{refusal.variable} {refusal.words}".startswith(words)  # type: ignore[attr-defined]
    ]
    [told] = refused(environment(**CASES[said]))
    assert told.startswith(said)


def test_a_key_of_few_letters_is_weak_however_long_it_is() -> None:
    assert refused(environment(SECRET_KEY="abcd" * 30))


def test_a_host_below_an_allowed_domain_is_allowed() -> None:
    assert not refused(environment(ALLOWED_HOSTS=".example.org"))
    # What ends so is anybody's.
    assert len(refused(environment(ALLOWED_HOSTS=".org help.example.org"))) == 1


def test_production_refuses_everything_at_once() -> None:
    loaded = _load()
    assert loaded.returncode != 0
    for variable in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL", "TRUSTED_PROXIES"):
        assert f"  - {variable} must " in loaded.stderr
    for variable in ("EMAIL_URL", "FROM_EMAIL", "SUPPORT_EMAIL"):
        assert f"  - {variable} must " in loaded.stderr


@pytest.mark.parametrize(
    ("variables", "words"),
    [({}, "  - SECRET_KEY must "), ({"EMAIL_URL": "console://"}, "email_url")],
)
def test_a_command_says_so_in_words_alone(variables: dict[str, str], words: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    ended = subprocess.run(
        [sys.executable, "manage.py", "deploy"],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], **settings, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EMAIL_URL", "console://geheim@"),
        ("EMAIL_URL", "smtp://"),
        ("DATABASE_URL", "geheim://portal@127.0.0.1/portal"),
        ("TRUSTED_PROXIES", "-1"),
        ("BASE_URL", "geheim"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_and_not_shown(variable: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        environment(**{variable: value})
    assert variable.lower() in str(caught.value)
    assert "input_value" not in str(caught.value)
