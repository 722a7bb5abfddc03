"""Networks: which one an address lies in, and which are named as many people."""

import ipaddress

import pytest
from pydantic import ValidationError
from pytest_django import Settings

from portal import networks
from tests.factories.installation import environment


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:12:3456::1", "2001:db8:12::/48"),
        # 6to4 and NAT64: an IPv4 address in an IPv6 one.
        ("2002:cb00:714d::1", "203.0.113.0/24"),
        ("2002:cb00:71ff:9::1", "203.0.113.0/24"),
        ("64:ff9b::203.0.113.77", "203.0.113.0/24"),
        ("", "unknown"),
        ("geheim", "unknown"),
    ],
)
def test_a_network_is_a_24_or_a_48(address: str, network: str) -> None:
    assert networks.network_of(address) == network


def test_networks_that_are_many_people_are_named_in_one_setting(settings: Settings) -> None:
    named = environment(CROWDED_NETWORKS="203.0.113.0/25, 2001:db8:12::/48").crowded_networks
    assert named == (
        ipaddress.ip_network("203.0.113.0/25"),
        ipaddress.ip_network("2001:db8:12::/48"),
    )
    settings.CROWDED_NETWORKS = named
    assert networks.is_crowded("203.0.113.7")
    assert networks.is_crowded("::ffff:203.0.113.7")
    assert networks.is_crowded("2001:db8:12:9::7")
    assert not networks.is_crowded("203.0.113.200")
    assert not networks.is_crowded("")


def test_no_network_is_named_unless_the_owner_does(settings: Settings) -> None:
    settings.CROWDED_NETWORKS = environment().crowded_networks
    assert not networks.is_crowded("203.0.113.7")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("office", "not a network such as"),
        ("203.0.113.7/24", "host bits set"),
        ("203.0.113.0/33", "not a network such as"),
        ("0.0.0.0/0", "every network there is"),
        ("203.0.113.0/24, ::/0", "every network there is"),
    ],
)
def test_a_wrong_network_is_refused_in_plain_words(value: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        environment(CROWDED_NETWORKS=value)
    assert "crowded_networks" in str(caught.value)
    assert words in str(caught.value)
