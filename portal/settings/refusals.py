"""What production refuses of its settings, in plain words, all at once."""

from collections.abc import Callable
from dataclasses import dataclass

import dj_database_url
from django.core.checks.security.base import (
    SECRET_KEY_MIN_LENGTH,
    SECRET_KEY_MIN_UNIQUE_CHARACTERS,
)
from django.http.request import validate_host

from portal.settings.environment import Environment

_DRAW_A_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A variable of the environment, what must hold for it, and whether it does not."""

    variable: str
    words: str
    applies: Callable[[Environment], bool]


def _is_weak(environment: Environment) -> bool:
    key = environment.secret_key.get_secret_value()
    return len(key) < SECRET_KEY_MIN_LENGTH or len(set(key)) < SECRET_KEY_MIN_UNIQUE_CHARACTERS


def _is_not_postgresql(environment: Environment) -> bool:
    url = environment.database_url
    return not url or "postgresql" not in dj_database_url.parse(url)["ENGINE"]


def _is_of_no_host(environment: Environment) -> bool:
    hosts = environment.allowed_hosts
    return bool(hosts) and not validate_host(environment.base_url.host or "", hosts)


def _is_anybodys(host: str) -> bool:
    """Whether it is every host there is, or all that end alike: * or .com."""
    return "*" in host or (host.startswith(".") and "." not in host.strip("."))


def _is_the_examples(address: str) -> bool:
    return address.endswith("@example.com")


REFUSALS = (
    Refusal(
        "SECRET_KEY",
        f"must be {SECRET_KEY_MIN_LENGTH} characters or more that nobody can guess;"
        f" draw one with: {_DRAW_A_KEY}",
        _is_weak,
    ),
    Refusal(
        "DATABASE_URL",
        "must name a PostgreSQL database, as postgres://user:password@host/name does",
        _is_not_postgresql,
    ),
    Refusal(
        "ALLOWED_HOSTS",
        "must name the hosts under which the site is reached, such as help.example.org",
        lambda environment: not environment.allowed_hosts,
    ),
    Refusal(
        "ALLOWED_HOSTS",
        "must not have * in it, nor a bare ending such as .com: links in mails would lead"
        " wherever a stranger wants",
        lambda environment: any(map(_is_anybodys, environment.allowed_hosts)),
    ),
    Refusal(
        "BASE_URL",
        "must begin with https://: it is what links in mails begin with",
        lambda environment: environment.base_url.scheme != "https",
    ),
    Refusal("BASE_URL", "must have a host that ALLOWED_HOSTS names", _is_of_no_host),
    Refusal(
        "TRUSTED_PROXIES",
        "must be 1 or more, as a web server stands in front: without it all readers seem to"
        " come from one address, and every page redirects to itself",
        lambda environment: environment.trusted_proxies == 0,
    ),
    Refusal(
        "EMAIL_URL",
        "must name a mail server, as smtp://user:password@host:587?tls=1 does",
        lambda environment: not environment.email_url,
    ),
    Refusal(
        "FROM_EMAIL",
        "must be the address that the site's mails come from, none of example.com",
        lambda environment: _is_the_examples(environment.from_email),
    ),
    Refusal(
        "SUPPORT_EMAIL",
        "must be the address that contact requests go to, none of example.com",
        lambda environment: _is_the_examples(environment.support_email),
    ),
)


def refused(environment: Environment) -> list[str]:
    """What cannot be right in production, each with the name of its variable."""
    return [f"{one.variable} {one.words}." for one in REFUSALS if one.applies(environment)]
