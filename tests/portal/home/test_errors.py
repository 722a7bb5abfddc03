"""Error pages and input that nobody can read."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from portal import urls
from portal.home import errors
from portal.wsgi import application
from tests.factories.accounts import member, owner
from tests.factories.community import thread
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def chokes(request: HttpRequest) -> HttpResponse:
    request.GET["q"].encode()
    if "\0" in request.GET["q"]:
        raise ValueError("A string literal cannot contain NUL (0x00) characters.")
    return HttpResponse("fine")


urlpatterns = [
    path("el/breaks/", breaks),
    path("api/breaks/", breaks),
    path("el/chokes/", chokes),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def broken(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/el/help/hub-offline-e-1042/", "hub offline 1042"),
        ("/el/community/t/5/", ""),
        ("/el/help/%CE%B2%CE%B1%CE%BB%CE%B2%CE%AF%CE%B4%CE%B1/", "βαλβίδα"),
        ("/el/help/%3Cscript%3E/", "script"),
    ],
)
def test_a_missing_page_offers_a_search_for_the_words_of_its_address(
    address: str, query: str
) -> None:
    assert errors.words_of(unquote(address)) == query


def test_a_missing_page_speaks_the_language_of_its_address_and_leads_on(client: Client) -> None:
    response = client.get("/el/nothing/hub-offline/", headers={"accept-language": "ar"})
    page = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="el"' in page
    assert 'href="/el/"' in page
    assert "no-store" in response["Cache-Control"]


def test_a_missing_page_without_a_language_speaks_the_readers(client: Client) -> None:
    response = client.get("/nothing/", headers={"accept-language": "ar"})
    assert b'<html lang="ar" dir="rtl"' in response.content


def test_programs_get_errors_as_data(client: Client) -> None:
    response = client.get("/api/nothing/")
    assert response.status_code == 404
    assert response.json()["error"]


def test_an_address_for_forms_that_is_opened_says_something_and_leads_on(client: Client) -> None:
    response = client.get("/el/help/anything/reason/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert b'<html lang="el"' in response.content
    assert b'href="/el/"' in response.content


@pytest.mark.parametrize("path", ["/media/", "/cms/documents/"])
def test_a_name_that_no_file_and_no_number_can_have_is_not_found(
    client: Client, path: str
) -> None:
    for name in ("9" * 300, "9" * 5_000):
        assert client.get(f"{path}{name}/a.pdf").status_code == 404


@pytest.mark.usefixtures("broken")
def test_a_broken_page_says_so_in_the_readers_language_without_the_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/el/breaks/")
    assert response.status_code == 500
    assert b'<html lang="el"' in response.content
    assert b"broken on purpose" not in response.content


@pytest.mark.usefixtures("broken")
def test_a_broken_address_for_programs_answers_data(client: Client) -> None:
    assert client.get("/api/breaks/").json().keys() == {"error"}


def test_the_page_for_breakage_survives_a_broken_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> str:
        raise ValueError("no such static file")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/ar/"))
    assert response.status_code == 500
    assert b'href="/ar/"' in response.content  # type: ignore[attr-defined]


@pytest.mark.usefixtures("broken")
def test_a_nul_that_breaks_a_view_is_bad_input(client: Client) -> None:
    assert client.get("/el/chokes/?q=fine").status_code == 200
    assert client.get("/el/chokes/?q=a%00b").status_code == 400


BAD_ADDRESSES = [
    "/el/%00/",
    "/el/help/a%00b/",
    "/%00",
    "/%FF/",
    "/el/help/%FF%FE/",
    "/el/help/%ED%A0%80/",
    "/el/help/%/",
    "/el/help/%zz/",
    "/el/help/" + "a" * 5000 + "/",
    "/el/help/" + quote("‮evil") + "/",
    "/el/../../etc/passwd",
    "//",
    "///evil.example/%2e%2e",
    "/el/help/..%2F..%2Fetc/",
    "/EL/%0d%0aSet-Cookie:x=1/",
    "/no/%0d%0aSet-Cookie:x=1/",
]


@pytest.fixture
def open_connection() -> Iterator[None]:
    """A raw request must not close the test's own connection."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("open_connection")
@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_makes_no_sense_is_not_found(address: str) -> None:
    status, headers = raw(address)
    assert status in {302, 400, 404}
    assert "Set-Cookie" not in headers


@pytest.mark.usefixtures("open_connection")
@pytest.mark.parametrize(
    "query", ["q=%00", "q=%FF", "q=%ED%A0%80", "q=%", "%00=%00", "q=\xff\xfe", "&&&=", "page=%00"]
)
@pytest.mark.parametrize("path", ["/", "/el/", "/no/", "/el/nothing/"])
def test_a_query_that_makes_no_sense_breaks_nothing(path: str, query: str) -> None:
    assert raw(path, query)[0] < 500


def raw(address: str, query: str = "") -> tuple[int, dict[str, str]]:
    """What the application answers to the bytes a server would hand it."""
    environ = RequestFactory()._base_environ() | {  # type: ignore[attr-defined]
        "PATH_INFO": unquote_to_bytes(address).decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": "testserver",
    }
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer.update(status=int(status[:3]), headers=dict(headers))

    for _chunk in application(environ, start):
        pass
    return answer["status"], answer["headers"]


def test_a_host_that_is_not_ours_is_refused_politely(client: Client) -> None:
    response = client.get("/el/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b'<html lang="el"' in response.content


def test_a_stale_form_is_shown_again_with_what_was_typed(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"email": "ελένη@example.com", "password": "do not show", "note": "<b>γειά</b>"}
    response = strict.post("/el/account/login/", typed)
    page = response.content.decode()
    assert response.status_code == 403
    assert 'value="ελένη@example.com"' in page
    assert "&lt;b&gt;γειά&lt;/b&gt;" in page
    assert "do not show" not in page
    assert "csrfmiddlewaretoken" in page
    assert 'action="/el/account/login/"' in page


def test_a_form_from_another_website_cannot_be_sent_on(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(
        "/el/account/login/", {"email": "a@b.example"}, headers={"origin": "https://evil.example"}
    )
    assert response.status_code == 403
    assert b"csrfmiddlewaretoken" not in response.content
    assert b"a@b.example" in response.content


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("community/category", lambda: thread(member(), locale="el").category),
        ("kb/family", lambda: make_page(make_family("Ζέστη"), "el").family),
    ],
)
def test_what_other_things_belong_to_is_not_deleted_and_the_editor_is_told(
    kind: str, make: Callable[[], Any], client: Client, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    needed = make()
    client.force_login(owner())
    address = f"/cms/snippets/{kind}/delete/{needed.pk}/"
    answer = client.post(address, headers={"accept-language": "el"})
    assert type(needed).objects.filter(pk=needed.pk).exists()
    assert answer.status_code == 409
    assert "Αυτό δεν μπορεί να διαγραφεί" in answer.content.decode()
