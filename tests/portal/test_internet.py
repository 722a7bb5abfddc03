"""Which addresses are of the internet, and which of somebody's own network."""

import pytest

from portal import internet

OURS = [
    *("127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0"),  # noqa: S104
    *("224.0.0.1", "::1", "fe80::1", "fd00::1", "64:ff9b::a00:1", "2002:a00:1::"),
    "::ffff:10.0.0.1",
]


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_ours_is_none_of_the_internet(address: str) -> None:
    assert not internet.is_public(internet.looked_up("https", address, None))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_others_are(address: str) -> None:
    assert internet.is_public(internet.looked_up("http", address, 8080))


def test_what_cannot_be_a_name_is_no_address() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the system's own words
        internet.looked_up("https", "x" * 70 + ".example", None)
