from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import User

FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A browser of ours, signed in if somebody is named; staff have passed the second factor."""

    def open_(user: User | None = None, second_factor: bool = True) -> Client:
        client = Client(headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"})
        if user:
            client.force_login(user)
            session = client.session
            if second_factor:
                session["accounts.second_factor"] = str(user.pk)
            session.save()
        return client

    return open_
