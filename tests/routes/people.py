"""Everybody who can ask, from a stranger to an administrator; the groups are those we ship."""

from collections.abc import Callable

from django.test import Client

from portal.accounts.models import User
from tests.factories import accounts
from tests.routes.world import World

# A person's name → who that is in a world; a stranger is nobody.
PEOPLE: dict[str, Callable[[World], User | None]] = {
    "stranger": lambda world: None,
    "member": lambda world: accounts.member(),
    # Who has asked the question and answered it.
    "author": lambda world: world.author,
    "moderator": lambda world: accounts.moderator(),
    "editor": lambda world: accounts.writer(),
    "publisher": lambda world: accounts.publisher(),
    "administrator": lambda world: accounts.administrator(),
    # An administrator whose session has shown the password alone.
    "bare": lambda world: accounts.administrator(),
}


def browser(who: str, world: World) -> Client:
    """The browser of this person, past the second factor unless it is what lacks."""
    client = Client(
        raise_request_exception=False,
        headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"},
    )
    if user := PEOPLE[who](world):
        client.force_login(user)
        if who != "bare":
            accounts.pass_second_factor(client, user)
    return client
