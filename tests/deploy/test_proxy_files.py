"""The shipped files of the web servers agree with what the portal takes."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, get_resolver, resolve, reverse

from portal.limits import uploads
from tests.deploy.proxies import FOLDER
from tests.journeys.routes import every_route

pytestmark = pytest.mark.deployment

CADDY = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
NGINX = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
_CADDY = [int(size) * 1000**2 for size in re.findall(r"max_size (\d+)MB", CADDY)]
_NGINX = [int(size) * 1024**2 for size in re.findall(r"client_max_body_size (\d+)m", NGINX)]
# Bytes that each takes of a form: of editors' files, of a photo from anybody, and elsewhere.
FILES = {"caddy": _CADDY[0], "nginx": _NGINX[2]}
PHOTOS = {"caddy": _CADDY[1], "nginx": _NGINX[1]}
OTHERS = {"caddy": _CADDY[2], "nginx": _NGINX[0]}


@pytest.mark.parametrize("proxy", FILES)
def test_no_form_that_the_portal_reads_is_too_large(proxy: str) -> None:
    assert OTHERS[proxy] > uploads.NONE.readable
    for files in uploads.declared().values():
        assert (FILES if files.right else PHOTOS)[proxy] > files.readable


def test_all_routes_that_take_large_files_are_the_editors() -> None:
    for route, files in uploads.declared().items():
        assert _path(route).startswith("/cms/") is bool(files.right), route


def _path(route: str) -> str:
    """An address of the route, whatever it wants to know."""
    for arguments in ((), (1,), ("x",), ("x", "x"), ("x", "x", "x")):
        try:
            return reverse(route, args=arguments)
        except NoReverseMatch:
            continue
    raise LookupError(f"{route} has no address in {get_resolver()}")


def test_caddy_hands_on_at_once_what_takes_files_and_nothing_else() -> None:
    """What the portal would read of anybody is kept until all of it is here."""
    [pattern] = re.findall(r"@files path_regexp (\S+)", CADDY)
    for route in every_route():
        files = uploads.taken_by(resolve(route.path()).view_name)
        takes = files is not uploads.NONE and bool(files.right)
        assert bool(re.search(pattern, route.path())) is takes, route.path()


@pytest.mark.parametrize("language", ["en", "id", "pt-br"])
def test_both_take_a_photo_from_anybody_where_the_portal_does_and_keep_it_until_it_is_here(
    language: str,
) -> None:
    [caddys] = re.findall(r"@photos path_regexp (\S+)", CADDY)
    [nginxs] = re.findall(r"location ~ (\S+)", NGINX)
    assert "buffer_requests" in CADDY.partition("handle @photos")[2].partition("handle {")[0]
    for route in every_route():
        files = uploads.taken_by(resolve(route.path()).view_name)
        takes = files is not uploads.NONE and not files.right
        path = route.path().replace("/en/", f"/{language}/", 1)
        for pattern in (caddys, nginxs):
            assert bool(re.search(pattern, path)) is takes, path


def test_caddy_is_told_the_same_bound_twice() -> None:
    """Once for who says how much there is, once for who does not."""
    for bound, pattern in zip((48_000_000, 13_000_000, 5_000_000), _patterns(), strict=True):
        assert f"max_size {bound // 1000**2}MB" in CADDY
        for length in (bound, bound + 1, 2 * bound, 10 * bound, 100 * bound + 7):
            assert re.search(pattern, str(length))
        for length in (0, 1, bound // 10, bound - 1):
            assert not re.search(pattern, str(length))


def _patterns() -> list[str]:
    return re.findall(r"header_regexp Content-Length (\S+)", CADDY)


def test_caddy_takes_what_an_owner_adds_to_the_site(tmp_path: Path) -> None:
    """It stands beside the file, which a later `deploy/install` writes anew."""
    (tmp_path / "Caddyfile").write_text(CADDY)
    added = tmp_path / "portal.d" / "tls.conf"
    added.parent.mkdir()
    added.write_text("tls internal\n")
    command = ["caddy", "adapt", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    policy, *_others = json.loads(done.stdout)["apps"]["tls"]["automation"]["policies"]
    assert policy["subjects"] == ["help.example.org"]
    assert policy["issuers"] == [{"module": "internal"}]


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
