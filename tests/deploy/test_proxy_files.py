"""The shipped files of the web servers agree with what the portal takes."""

import re
import subprocess

import pytest
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from portal.limits import uploads
from tests.deploy.proxies import FOLDER
from tests.journeys.routes import every_route

pytestmark = pytest.mark.deployment

CADDY = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
NGINX = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
# Bytes that each takes of a form: of files below /cms/, and elsewhere.
FILES = {
    "caddy": int(re.findall(r"max_size (\d+)MB", CADDY)[0]) * 1000**2,
    "nginx": int(re.findall(r"client_max_body_size (\d+)m", NGINX)[1]) * 1024**2,
}
OTHERS = {
    "caddy": int(re.findall(r"max_size (\d+)MB", CADDY)[1]) * 1000**2,
    "nginx": int(re.findall(r"client_max_body_size (\d+)m", NGINX)[0]) * 1024**2,
}


@pytest.mark.parametrize("proxy", FILES)
def test_no_form_that_the_portal_reads_is_too_large(proxy: str) -> None:
    assert OTHERS[proxy] > uploads.NONE.readable
    for files in uploads.declared().values():
        assert FILES[proxy] > files.readable


def test_all_routes_that_take_files_are_the_editors() -> None:
    for route in uploads.declared():
        assert _path(route).startswith("/cms/"), route


def _path(route: str) -> str:
    """An address of the route, whatever it wants to know."""
    for arguments in ((), (1,), ("x",)):
        try:
            return reverse(route, args=arguments)
        except NoReverseMatch:
            continue
    raise LookupError(f"{route} has no address in {get_resolver()}")


def test_caddy_hands_on_at_once_what_takes_files_and_nothing_else() -> None:
    """What the portal would read of anybody is kept until all of it is here."""
    [pattern] = re.findall(r"@files path_regexp (\S+)", CADDY)
    for route in every_route():
        takes = uploads.taken_by(resolve(route.path()).view_name) is not uploads.NONE
        assert bool(re.search(pattern, route.path())) is takes, route.path()


def test_caddy_is_told_the_same_bound_twice() -> None:
    """Once for who says how much there is, once for who does not."""
    for bound, pattern in zip((48_000_000, 5_000_000), _patterns(), strict=True):
        assert f"max_size {bound // 1000**2}MB" in CADDY
        for length in (bound, bound + 1, 2 * bound, 10 * bound, 100 * bound + 7):
            assert re.search(pattern, str(length))
        for length in (0, 1, bound // 10, bound - 1):
            assert not re.search(pattern, str(length))


def _patterns() -> list[str]:
    return re.findall(r"header_regexp Content-Length (\S+)", CADDY)


def test_caddy_takes_its_file() -> None:
    command = [
        "caddy",
        "validate",
        "--adapter",
        "caddyfile",
        "--config",
        str(FOLDER / "Caddyfile"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr
