"""Which addresses are of the internet, and which of somebody's own network."""

import socket
import threading
import time
from ipaddress import ip_address

import pytest
import urllib3

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


def test_who_never_comes_to_an_answer_is_cut_off() -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def put_off() -> None:
        with listening, listening.accept()[0] as caller:
            try:
                while True:
                    caller.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                    time.sleep(0.02)
            except OSError:
                return

    putting_off = threading.Thread(target=put_off)
    putting_off.start()
    here, port = ip_address("127.0.0.1"), listening.getsockname()[1]
    with (
        internet.pool("http", here, port, "solvei.example", longest=0.2) as pool,
        pytest.raises(urllib3.exceptions.HTTPError),
    ):
        pool.urlopen("HEAD", "/", retries=False, timeout=urllib3.Timeout(5))
    putting_off.join()
