"""Staff who are signed in as in production: with a second factor."""

from django.test import Client

from portal.accounts.models import User
from tests.factories.accounts import pass_second_factor


def signed_in(user: User) -> Client:
    """The browser of somebody who has shown their second factor."""
    client = Client()
    client.force_login(user)
    pass_second_factor(client, user)
    return client
