"""Files are read where a route has declared them; elsewhere none of them reaches the disk."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from portal.accounts.models import User
from portal.limits.uploads import NONE, declared, taken_by
from search.tuning.models import JudgedQuery
from tests.factories import accounts
from tests.journeys.routes import every_route

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
LONG = 200 * MEGABYTE


class Flood:
    """A body without end, as a server hands it over: counts what is read of it."""

    def __init__(self, folder: Path, begin: bytes = b"", length: int = LONG) -> None:
        self.folder, self.rest, self.left = folder, begin, length
        self.read_so_far = 0
        self.files: set[str] = set()

    def read(self, size: int = -1, /) -> bytes:
        assert size >= 0, "nobody reads all of it at once"
        self.files |= {path.name for path in self.folder.iterdir()}
        size = min(size, self.left)
        part, self.rest = self.rest[:size], self.rest[size:]
        part += b"x" * (size - len(part))
        self.left -= size
        self.read_so_far += size
        return part

    readline = read


def part(name: str, value: str, filename: str = "") -> bytes:
    """The beginning of a part, or all of it but its end."""
    file = f'; filename="{filename}"' if filename else ""
    head = f'--zq\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def send(client: Client, path: str, body: Any, length: int | str = LONG, **more: Any) -> Any:
    """POST with the very body and length that a client has claimed."""
    return client.generic(
        "POST",
        path,
        CONTENT_TYPE="multipart/form-data; boundary=zq",
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": body} | more,
    )


@pytest.fixture
def disk(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would be."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def editor(settings: Any) -> User:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    user = accounts.member("Editor")
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    user.refresh_from_db()
    return user


def browser(user: User | None = None) -> Client:
    client = Client(
        raise_request_exception=False,
        headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"},
    )
    if user:
        client.force_login(user)
    return client


FLOODS = {
    "a file": part("file", "", "a.bin"),
    "a file after a field": part("body", "Κάτι") + part("f", "", "a.bin"),
    "a file without a name": part("file", "", "/"),
    "a part of nothing": b"--zq\r\nX: y\r\n\r\n",
    "no part at all": b"",
}


@pytest.mark.walk
@pytest.mark.slow
@pytest.mark.parametrize("who", ["", "member", "editor"])
def test_no_route_reads_files_that_it_has_not_declared(
    disk: Path, settings: Any, request: pytest.FixtureRequest, who: str
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000
    user = request.getfixturevalue("editor") if who == "editor" else None
    client = browser(accounts.member() if who == "member" else user)
    wrong = {}
    for route in every_route():
        takes = taken_by(resolve(route.path()).view_name)
        if takes is not NONE and (who == "editor" or not takes.right):
            continue
        flood = Flood(disk, FLOODS["a file after a field"])
        answer = send(client, route.path(), flood)
        good = {413} if takes is NONE else {302, 403}
        if answer.status_code not in good or flood.read_so_far > 2**18 or flood.files:
            wrong[route.path()] = (answer.status_code, flood.read_so_far, flood.files)
        if who and "/logout/" in route.path():
            client.force_login(user or User.objects.get())
    assert not wrong
    assert not list(disk.iterdir())


@pytest.mark.parametrize("begin", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("path", ["/el/help/x/vote/", "/el/account/login/", "/el/contact/solved/"])
def test_200_mb_are_given_up_soon_and_told_in_the_readers_language(
    disk: Path, path: str, begin: bytes
) -> None:
    flood = Flood(disk, begin)
    answer = send(browser(), path, flood)
    has_file = b'"a.bin"' in begin
    assert answer.status_code == (413 if has_file else 400)
    assert '<html lang="el"' in answer.content.decode()
    assert ("Αυτή η σελίδα δεν δέχεται αρχεία" in answer.content.decode()) is has_file
    assert flood.read_so_far <= 4 * MEGABYTE
    assert not flood.files


@pytest.mark.parametrize("begin", [FLOODS["a file after a field"], FLOODS["no part at all"]])
def test_who_may_send_one_photo_sends_no_more_than_that(disk: Path, begin: bytes) -> None:
    taken = taken_by("handover:contact")
    assert (taken.most, taken.right) == (1, "")
    flood = Flood(disk, begin)
    answer = send(browser(), "/el/contact/", flood)
    assert answer.status_code in {400, 413}
    assert '<html lang="el"' in answer.content.decode()
    assert flood.read_so_far <= taken.readable
    two = {"message": "Σβήνει", "file": [SimpleUploadedFile(n, picture()) for n in "ab"]}
    answer = browser().post("/el/contact/", two)
    assert answer.status_code == 413
    assert "Σβήνει" in answer.content.decode()
    assert not list(disk.iterdir())


def test_where_there_is_no_page_nothing_is_read(disk: Path) -> None:
    flood = Flood(disk, FLOODS["a file"])
    assert send(browser(), "/el/no/such/page/", flood).status_code == 404
    assert flood.read_so_far == 0


@pytest.mark.parametrize("length", ["", "0"])
def test_a_body_without_a_length_is_not_read(disk: Path, length: str) -> None:
    flood = Flood(disk, FLOODS["a file"])
    more = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    send(browser(), "/el/contact/solved/", flood, length, **more)
    assert flood.read_so_far == 0


@pytest.mark.parametrize(("length", "status"), [("-1", 400), ("x", 422), ("40", 422)])
def test_a_length_that_lies_is_answered(disk: Path, length: str, status: int) -> None:
    flood = Flood(disk, FLOODS["a file"])
    answer = send(browser(), "/el/contact/", flood, length)
    assert answer.status_code == status
    assert flood.read_so_far <= 40


def test_a_length_that_promises_too_much_ends_where_the_body_ends(disk: Path) -> None:
    body = BytesIO(part("message", "Δεν ανάβει") + part("f", "zq", "a.txt") + b"--zq--\r\n")
    answer = send(browser(), "/el/contact/solved/", body, 10**18)
    assert answer.status_code == 413
    assert "Δεν ανάβει" in answer.content.decode()


class HungUp(Flood):
    """A client that is gone in the middle of its body."""

    def read(self, size: int = -1, /) -> bytes:
        if self.read_so_far:
            raise ConnectionResetError
        return super().read(size)


@pytest.mark.parametrize("path", ["/el/contact/solved/", "/el/account/login/"])
def test_who_hangs_up_breaks_nothing(disk: Path, path: str) -> None:
    answer = send(browser(), path, HungUp(disk, FLOODS["a file after a field"]))
    assert answer.status_code in {200, 403, 413, 422}


def test_what_was_typed_around_a_file_is_shown_and_can_be_sent(disk: Path) -> None:
    body = part("message", "Δεν ανάβει ο κόμβος") + part("f", "zq", "a.txt")
    body += part("email", "a@b.example") + part("password", "hush") + b"--zq--\r\n"
    answer = send(browser(), "/el/contact/solved/", BytesIO(body), len(body))
    page = answer.content.decode()
    assert answer.status_code == 413
    assert '<input type="hidden" name="message" value="Δεν ανάβει ο κόμβος">' in page
    assert 'name="email" value="a@b.example"' in page
    assert "hush" not in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_page_of_somebody_else_gets_no_form_that_sends_it_again(disk: Path) -> None:
    body = part("message", "words of theirs") + part("f", "zq", "a.txt") + b"--zq--\r\n"
    client = Client(headers={"sec-fetch-site": "cross-site"})
    page = send(client, "/el/contact/solved/", BytesIO(body), len(body)).content.decode()
    assert "words of theirs" in page
    assert 'type="hidden" name="message"' not in page


def test_programs_are_told_in_their_form(disk: Path) -> None:
    flood = Flood(disk, FLOODS["a file"])
    answer = send(browser(), "/api/search/", flood, HTTP_ACCEPT="application/json")
    assert answer.status_code == 413
    assert answer.json()["error"]


def test_forms_in_parts_without_files_work(disk: Path) -> None:
    """As browsers send them where a file field was left empty, and as scripts do."""
    user = accounts.member("Eleni")
    body = part("login", user.email) + part("password", accounts.PASSWORD)
    body += b'--zq\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n\r\n--zq--\r\n'
    answer = send(browser(), "/el/account/login/", BytesIO(body), len(body))
    assert (answer.status_code, answer["Location"]) == (302, "/el/")


def picture(side: int = 4) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side)).save(file, "PNG")
    return file.getvalue()


def test_every_declared_route_exists() -> None:
    names = {resolve(route.path()).view_name for route in every_route()}
    assert set(declared()) <= names


def test_editors_upload_pictures_and_documents(disk: Path, editor: User) -> None:
    client = browser(editor)
    file = SimpleUploadedFile("a.png", picture(), "image/png")
    answer = client.post(
        "/cms/images/add/", {"title": "Valve", "description": "", "collection": 1, "file": file}
    )
    assert answer.status_code == 302
    assert get_image_model().objects.get().title == "Valve"
    large = SimpleUploadedFile("manual.txt", b"x" * 3 * MEGABYTE, "text/plain")
    answer = client.post(
        "/cms/documents/add/", {"title": "Manual", "collection": 1, "file": large}
    )
    assert answer.status_code == 302
    assert get_document_model().objects.get().file.size == 3 * MEGABYTE
    assert not list(disk.iterdir())


def test_editors_import_judged_searches(disk: Path, editor: User) -> None:
    line = {"locale": "en", "query": "cold", "relevant": {"x": 2}, "kind": "common"}
    file = SimpleUploadedFile("a.jsonl", json.dumps(line).encode())
    answer = browser(editor).post("/cms/search_judged/import/", {"file": file})
    assert answer.status_code == 302
    assert JudgedQuery.objects.get().query == "cold"


def test_more_or_larger_files_than_declared_are_refused_and_leave_nothing(
    disk: Path, editor: User
) -> None:
    client, route = browser(editor), taken_by("wagtailimages:add")
    two = {"title": "Two", "file": [SimpleUploadedFile(n, picture(), "image/png") for n in "ab"]}
    assert client.post("/cms/images/add/", two).status_code == 413
    flood = Flood(disk, part("title", "Large") + part("file", "", "a.png"))
    assert send(client, "/cms/images/add/", flood).status_code == 413
    assert flood.read_so_far <= route.readable
    assert not get_image_model().objects.exists()
    assert not list(disk.iterdir())


def test_who_may_not_send_a_file_is_led_to_sign_in_and_none_is_kept(disk: Path) -> None:
    flood = Flood(disk, FLOODS["a file"])
    answer = send(browser(), "/cms/images/add/", flood)
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)
    assert flood.read_so_far <= 4 * MEGABYTE
    assert not flood.files


_FORM = re.compile(r"<form(?P<head>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL)


def file_forms(page: str, path: str) -> Iterator[str]:
    """Where the forms of a page send their files."""
    for form in _FORM.finditer(page):
        if 'type="file"' in form["inside"]:
            action = re.search(r'action="([^"]*)"', form["head"])
            yield action[1] if action and action[1] else path


@pytest.mark.walk
@pytest.mark.slow
def test_every_form_with_a_file_leads_to_a_route_that_takes_it(disk: Path, editor: User) -> None:
    """Over all pages that an editor can open without naming an object."""
    client, found = browser(editor), set()
    for route in every_route():
        if "/logout/" in route.path() or "/failwhale/" in route.path():
            continue
        answer = client.get(route.path())
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code != 200 or answer.streaming:
            continue
        page = answer.content.decode(errors="replace")
        if kind == "application/json":
            page = str(dict(answer.json()).get("html", ""))
        found |= {resolve(to).view_name for to in file_forms(page, route.path())}
    assert {"wagtailimages:add", "wagtailimages_chooser:create", "search_judged:import"} <= found
    assert found <= set(declared())
