"""Whose uses are counted: what is believed of an address, and how coarse a network is."""

import pytest
from django.test import RequestFactory

from portal.limits import who
from tests.factories.actors import acting


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "network 192.0.2.0/24"),
        ("2001:db8:1:2::3", "network 2001:db8:1::/48"),
        ("", "network unknown"),
        ("unix:", "network unknown"),
    ],
)
def test_a_network_is_coarse(rf: RequestFactory, address: str, network: str) -> None:
    request = rf.get("/", REMOTE_ADDR=address)

    assert who.network(acting(address=who.client_address(request))) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (3, "203.0.113.5, 198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(
    rf: RequestFactory, settings: object, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies  # type: ignore[attr-defined]
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})

    assert who.client_address(request) == address


def test_a_stranger_is_nobody_in_particular() -> None:
    assert who.account(acting(voter_token="left out at will")) is None
