"""What holds for whoever asks through the web server in front, Caddy or nginx."""

import gzip
import re
import ssl
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from urllib.parse import urlencode

import pytest

from tests.deploy.client import CUT_OFF, Client, wait
from tests.deploy.conftest import Site
from tests.deploy.proxies import HOST

pytestmark = [pytest.mark.deployment, pytest.mark.postgresql, pytest.mark.slow]

ARTICLE = "/el/help/valve/"
SIGN_IN = "/el/account/login/"
SANDBOX = "default-src 'none'; sandbox"
# However long a restart takes: a network has 2,000 an hour, and there are two web servers.
MOST_VOTES = 800
POSTED = {
    "Origin": f"https://{HOST}",
    "Referer": f"https://{HOST}/el/",
    "Content-Type": "application/x-www-form-urlencoded",
}
OF_A_PAGE = (
    *("Content-Security-Policy", "X-Content-Type-Options", "Strict-Transport-Security"),
    *("Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Content-Type"),
)
BOUNDARY = "----valve"


def multipart(size: int) -> Iterator[bytes]:
    """A form with one file of so many bytes, piece by piece."""
    yield (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="lid.png"\r\n'
        "Content-Type: image/png\r\n\r\n"
    ).encode()
    for _piece in range(size // 100_000):
        yield bytes(100_000)
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def test_a_page_is_in_the_readers_language_and_compressed(client: Client) -> None:
    answer = client.ask("/el/", headers={"Accept-Encoding": "gzip"}, decode_content=False)
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    page = gzip.decompress(answer.data).decode()
    assert '<html lang="el"' in page
    assert "Βοήθεια" in page
    assert len(answer.data) < len(page.encode()) / 2


@pytest.mark.parametrize("path", ["/el/", ARTICLE, SIGN_IN, "/el/help/nowhere/"])
def test_what_protects_a_page_is_said_once(client: Client, path: str) -> None:
    headers = client.ask(path).headers
    assert {name: len(headers.getlist(name)) for name in OF_A_PAGE} == dict.fromkeys(OF_A_PAGE, 1)
    assert not re.search(r"\d", headers.get("Server", ""))


def test_plain_http_leads_to_tls(client: Client) -> None:
    plain = client.plainly("/el/")
    assert plain.status in {301, 308}
    assert plain.headers["Location"].startswith(f"https://{HOST}")


def test_what_has_its_sum_in_its_name_is_kept_for_ever(client: Client, site: Site) -> None:
    page = client.ask("/el/").data.decode()
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
    assert style
    answer = client.ask(style[1], headers={"Accept-Encoding": "gzip"}, decode_content=False)
    assert answer.status == 200
    assert answer.headers.getlist("Cache-Control") == ["max-age=31536000, immutable"]
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/css")
    # The one that collecting has packed, as tightly as can be.
    assert answer.data == (site.var / f"{style[1][1:]}.gz").read_bytes()

    of_no_sum = client.ask(re.sub(r"\.[0-9a-f]{12}\.", ".", style[1]))
    assert of_no_sum.headers.getlist("Cache-Control") == ["max-age=300"]


def test_a_readers_picture_is_shown_and_can_do_nothing(client: Client) -> None:
    answer = client.ask("/media/images/lid.png")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers.getlist("Content-Security-Policy") == [SANDBOX]
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]


DOTS = ("/../", "/%2e%2e/", "/..%2f", "/%2e%2e%2f", "//../", "/./../", "/..%5c", "/x/../../")
KEPT = ("documents/contract.pdf", "original_images/lid.png")


@pytest.mark.parametrize("root", ["/media/images", "/media", "/static", "/cms", ""])
def test_no_way_leads_to_originals_and_documents(client: Client, root: str) -> None:
    for dots in DOTS:
        for path in (*KEPT, *(f"media/{path}" for path in KEPT), "portal.env", "../portal.env"):
            request = f"GET {root}{dots}{path} HTTP/1.1\r\nHost: {HOST}"
            status, came = client.say(request)
            assert status in {301, 302, 307, 308, 400, 403, 404}, request
            assert b"\x1a" not in came
            assert b"SECRET_KEY" not in came


@pytest.mark.parametrize("folder", ["/media/images/", "/media/", "/static/"])
def test_no_folder_tells_what_lies_in_it(client: Client, folder: str) -> None:
    assert client.ask(folder).status in {403, 404}


@pytest.mark.parametrize("kept", KEPT)
def test_originals_and_documents_have_no_address(client: Client, site: Site, kept: str) -> None:
    assert (site.var / "media" / kept).exists()
    assert client.ask(f"/media/{kept}").status == 404


def test_a_vote_is_taken(client: Client) -> None:
    answer = client.ask(f"{ARTICLE}vote/", "POST", body="helpful=yes", headers=POSTED)
    assert answer.status == 200
    assert '<html lang="el"' in answer.data.decode()
    cookies = answer.headers.getlist("Set-Cookie")
    assert [one for one in cookies if one.startswith("__Host-voter=") and "Secure" in one]


SPOOFS = ["X-Forwarded-For", "X_Forwarded_For", "Forwarded", "X-Real-IP", "Client-IP"]


@pytest.mark.parametrize("header", SPOOFS)
def test_nobody_says_where_they_come_from(client: Client, site: Site, header: str) -> None:
    form = client.ask(SIGN_IN)
    [token] = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.data.decode()))
    cookies = "; ".join(one.split(";")[0] for one in form.headers.getlist("Set-Cookie"))
    # Somebody else each time: who fails too often must wait.
    login = f"{header}-{client.proxy.secure}@example.org"
    typed = {"login": login, "password": "άγνωστος", "csrfmiddlewaretoken": token}
    said = len(site.log.read_bytes())
    invented = "for=203.0.113.9" if header == "Forwarded" else "203.0.113.9"
    headers = POSTED | {"Cookie": cookies, header: invented}
    assert client.ask(SIGN_IN, "POST", body=urlencode(typed), headers=headers).status == 200

    news = site.log.read_bytes()[said:].decode()
    assert '"message": "sign-in failed"' in news
    assert '"network": "127.0.0.0/24"' in news
    assert "203.0.113" not in news


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "Script_Name", "PATH_INFO"])
def test_nobody_says_where_the_site_begins(client: Client, header: str) -> None:
    for path in ("/cms/", "/el/", ARTICLE):
        assert client.ask(f"/x{path}", headers={header: "/x"}).status == 404
        plain = client.ask(path)
        for invented in ("/x", "/cms", "//evil.example"):
            answer = client.ask(path, headers={header: invented})
            assert (answer.status, answer.headers.get("Location")) == (
                plain.status,
                plain.headers.get("Location"),
            )
            assert answer.headers.get("ETag") == plain.headers.get("ETag")


def test_a_form_that_is_too_large_is_refused_in_words(client: Client) -> None:
    large = b"".join(multipart(5_000_000 - 1_000))
    headers = POSTED | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    answer = client.ask(f"{ARTICLE}vote/", "POST", body=large, headers=headers)
    assert answer.status == 413
    assert '<html lang="el"' in answer.data.decode()


@pytest.mark.parametrize(
    ("path", "beyond"), [(f"{ARTICLE}vote/", 6), (SIGN_IN, 6), ("/cms/images/add/", 52)]
)
def test_a_form_beyond_all_bounds_is_refused(client: Client, path: str, beyond: int) -> None:
    size = beyond * 1_000_000
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nOrigin: https://{HOST}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    )
    assert client.say(f"{head}Content-Length: {size}")[0] == 413
    # Who does not say how much there is can be stopped only on the way.
    chunks = (f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in multipart(size))
    # 502 where the portal has hung up while the proxy was still passing the body on.
    refused = {302, 400, 403, 413, 502, CUT_OFF}
    assert client.say(f"{head}Transfer-Encoding: chunked", chunks)[0] in refused


SLOW = {
    "application/x-www-form-urlencoded": "helpful=",
    f"multipart/form-data; boundary={BOUNDARY}": (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
    ),
}


@pytest.mark.parametrize("kind", SLOW)
@pytest.mark.parametrize("path", [f"{ARTICLE}vote/", "/cms/login/", "/cms/images/add/"])
def test_who_sends_slowly_keeps_nobody_waiting(client: Client, path: str, kind: str) -> None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 4000\r\n"
        f"Content-Type: {kind}\r\n\r\n{SLOW[kind]}"
    )
    with ExitStack() as slow:
        # Three times as many as there are threads.
        for _number in range(48):
            slow.enter_context(client.connect()).sendall(head.encode())
        for _number in range(8):
            assert client.ask(ARTICLE, timeout=20).status == 200


def test_a_restart_loses_no_request(client: Client, site: Site) -> None:
    answers: Counter[int] = Counter()
    ended = Event()
    votes = iter(range(MOST_VOTES))

    def vote_and_read() -> None:
        while not ended.is_set():
            if next(votes, None) is not None:
                vote = client.ask(f"{ARTICLE}vote/", "POST", body="helpful=no", headers=POSTED)
                answers[vote.status] += 1
            answers[client.ask(ARTICLE).status] += 1

    with ThreadPoolExecutor(4) as readers:
        running = [readers.submit(vote_and_read) for _reader in range(4)]
        try:
            wait(lambda: answers[200] > 20)
            site.restart()
            before = answers[200]
            wait(lambda: answers[200] > before + 20)
        finally:
            ended.set()
    for one in running:
        one.result()
    assert set(answers) == {200}


def test_nobody_says_that_a_plain_address_is_secure(client: Client) -> None:
    spoof = {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "on"}
    assert client.plainly("/el/", headers=spoof).status in {301, 308}


def test_another_host_is_refused(client: Client) -> None:
    for host in ("evil.example", f"{HOST}.evil.example", "127.0.0.1"):
        assert client.say(f"GET /el/ HTTP/1.1\r\nHost: {host}")[0] in {400, 421}
    spoofed = client.ask(
        "/el/account/password/reset/", headers={"X-Forwarded-Host": "evil.example"}
    )
    assert b"evil.example" not in spoofed.data
    with pytest.raises(ssl.SSLError):
        client.connect("evil.example")


def test_all_that_must_run_is_seen_by_monitoring(client: Client) -> None:
    wait(lambda: client.ask("/readyz").data == b"ok\n")
    assert client.ask("/livez").status == 200


def test_what_is_written_down_of_a_request_names_nobody(client: Client) -> None:
    client.ask("/el/search/?q=" + "anna-2210")
    client.ask("/el/account/password/reset/key/7-secret-key/")
    client.ask("/el/account/confirm-email/secret-key/")
    for before in ("contact/sent", "contact/open", "community/mails/stop", "weekly-report/stop"):
        client.ask(f"/el/{before}/secret-key:1t0/")
    client.ask("/el/community/")
    wait(lambda: "/el/community/" in client.proxy.log.read_text())
    written = client.proxy.log.read_text()
    assert "/el/search/" in written
    assert "127.0.0.0" in written
    for personal in ("127.0.0.1", "anna-2210", "secret-key", "urllib3"):
        assert personal not in written
