"""Everybody who can ask, from a stranger to an owner; the groups are those of docs/rights.md."""

from collections.abc import Callable

from django.test import Client

from portal.accounts.models import User
from tests.factories import accounts
from tests.routes.world import World

# A person's name → who that is in a world; a stranger is nobody. Whoever may more stands below.
PEOPLE: dict[str, Callable[[World], User | None]] = {
    "stranger": lambda world: None,
    # An owner whose session has shown the password alone.
    "bare": lambda world: accounts.owner(),
    "member": lambda world: accounts.member(),
    # Who has asked the question and answered it.
    "asker": lambda world: world.asker,
    "moderator": lambda world: accounts.moderator(),
    "translator": lambda world: accounts.translator(),
    "manager": lambda world: accounts.support_manager(),
    "author": lambda world: accounts.writer(),
    "publisher": lambda world: accounts.publisher(),
    "administrator": lambda world: accounts.administrator(),
    "owner": lambda world: accounts.owner(),
}


def browser(who: str, world: World) -> Client:
    """The browser of this person, who has just proved it; past the second factor but for one."""
    client = Client(
        raise_request_exception=False,
        headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"},
    )
    if user := PEOPLE[who](world):
        client.force_login(user)
        accounts.prove(client)
        if who != "bare":
            accounts.pass_second_factor(client, user)
    return client
