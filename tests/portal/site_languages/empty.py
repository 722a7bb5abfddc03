"""Walks through a site that nobody has written anything in yet.

As a program it deploys one in the languages of the environment and prints its pages as JSON:
languages are settings, and settings are read once in a process.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

if __name__ == "__main__":
    import django

    django.setup()

from django.test import Client
from django.test.utils import override_settings
from django.utils import translation

from community.forum.models import Category
from portal import locales
from portal.operations import steps
from tests.factories import accounts
from tests.journeys.routes import every_route

PEOPLE = {
    "stranger": lambda: None,
    "member": accounts.member,
    "editor": accounts.writer,
    "moderator": accounts.moderator,
    "administrator": accounts.administrator,
}
CONTENT = ("", "help/", "search/", "search/?q=hub", "community/", "community/ask/", "contact/")
# What signs out, and what is a step of another server's.
_LEAVES = re.compile(r"/logout/|/oidc/")

Pages = dict[str, dict[str, Any]]


def every_path(code: str) -> Iterator[str]:
    """Every address in a language that names nothing."""
    with translation.override(code):
        routes = [one for one in every_route() if one.pattern.startswith(f"/{code}/")]
    for one in routes:
        if not one.converters and "(" not in one.pattern and not _LEAVES.search(one.pattern):
            yield one.pattern


def deployed() -> None:
    """Take the steps that an owner takes."""
    steps.lay_foundation()
    for step in steps.BEGINNINGS:
        step.take(steps.Answers(administrator_email="owner@example.org"))


def seen(code: str) -> dict[str, Pages]:
    """What each kind of reader gets of a language, past the second factor."""
    found: dict[str, Pages] = {}
    with override_settings(STAFF_MUST_USE_SECOND_FACTOR=False):
        for person, made in PEOPLE.items():
            client, account = Client(), made()
            if account:
                client.force_login(account)
            more = () if account else every_path(code)
            found[person] = {
                path: _page(client, path)
                for path in dict.fromkeys((*(f"/{code}/{one}" for one in CONTENT), *more))
            }
    return found


def without_category(code: str) -> dict[str, Pages]:
    """The same once the community's first category is gone."""
    Category.objects.all().delete()
    return seen(code)


def _page(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path)
    return {"status": response.status_code, "html": response.content.decode()}


if __name__ == "__main__":
    deployed()
    code = locales.DEFAULT
    sys.stdout.write(json.dumps({"deployed": seen(code), "bare": without_category(code)}))
