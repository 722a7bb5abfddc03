"""Which other sites may be asked is looked at when the settings load."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from portal.settings.environment import Environment


def test_networks_of_ones_own_are_named_one_by_one() -> None:
    given = {"link_networks": "10.1.0.0/16, fd00::/8", "check_links": "no"}
    found = Environment(**given)  # type: ignore[arg-type]
    assert found.link_networks == (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert not found.check_links


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        Environment(link_networks="wiki.example")  # type: ignore[arg-type]
