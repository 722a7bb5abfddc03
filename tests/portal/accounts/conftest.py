import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"})
