"""Whatever is asked or typed, anywhere: a clear answer in the reader's language, nothing lost.

Of long lists a part is drawn, see tests/sampling.py.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.core.signals import request_started
from django.test import Client
from django.urls import reverse

from portal.limits import paces
from portal.limits.models import Counter
from tests.journeys import hostile
from tests.journeys.addresses import COOKIES, FORMS, HEADERS, MESSAGE, PATHS, QUERIES, Form
from tests.journeys.world import World, encode, filled, post
from tests.sampling import TOLD, sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
# So many of each list, for each address or form.
MOST = 6


@pytest.fixture(autouse=True)
def _no_limits() -> Iterator[None]:
    """What is tried here is tried often; limits have tests of their own."""

    def forget(**kwargs: Any) -> None:
        Counter.objects.all().delete()
        paces.forget()
        caches["default"].clear()

    request_started.connect(forget)
    yield
    request_started.disconnect(forget)


@pytest.mark.parametrize(
    ("who", "method", "values"),
    [
        ("", "GET", hostile.RAW),
        ("", "POST", ["a%00b", "%FF", str(10**20)]),
        ("moderator", "GET", ["%00", "%FF", str(10**20), "0"]),
        ("moderator", "POST", ["a%00b", str(10**20)]),
    ],
)
def test_an_address_that_names_nothing_is_answered(
    world: World, who: str, method: str, values: list[str]
) -> None:
    client = world.client(who)
    wrong = {}
    for path in PATHS:
        for value in sample(values, MOST, path):
            address = world.fill(path).replace("{v}", value)
            answer = hostile.raw(client, address, REQUEST_METHOD=method)
            if found := hostile.faults(answer):
                wrong[f"{path} {value:.40}"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


@pytest.mark.parametrize("who", ["", "moderator"])
def test_a_query_that_makes_no_sense_is_answered(world: World, who: str) -> None:
    client, wrong = world.client(who), {}
    texts = hostile.TEXTS if not who else hostile.CONTROLS[:1]
    values = [quote(value, errors="surrogatepass") for value in texts]
    values += ["%FF%FE", "%ED%A0%80", "%zz", "\xff\xfe", "9" * 5_000]
    for path, names in QUERIES.items():
        if who and not path.startswith(("/el/community/", "/el/account/")):
            continue
        address = world.fill(path).replace("{slug}", world.thread.slug)
        for name in names:
            kept = "q=zq&" if name != "q" else ""
            for value in sample(values, MOST, f"{path} {name}"):
                answer = hostile.raw(client, address, f"{kept}{name}={value}")
                if found := hostile.faults(answer):
                    wrong[f"{address}?{name}={value:.40}"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


@pytest.mark.parametrize("who", ["", "member", "moderator"])
def test_an_address_with_too_many_names_is_answered_to_anybody(world: World, who: str) -> None:
    client, query = world.client(who), "&".join(f"n{number}=1" for number in range(3_000))
    for path in (*QUERIES, "/el/community/thread/{thread}/moderate/", "/cms/"):
        address = world.fill(path).replace("{slug}", world.thread.slug)
        answer = hostile.raw(client, address, query)
        assert answer.status_code < 500, address
        assert not hostile.faults(answer), address


@pytest.mark.parametrize("path", ["/el/search/", "/api/search/", "/api/suggest/"])
def test_no_search_syntax_and_no_long_text_breaks_the_search(world: World, path: str) -> None:
    client, wrong = world.client(), {}
    for value in [*hostile.SEARCHES, *hostile.LONG, *hostile.MARKUP]:
        answer = client.get(path, {"q": value})
        if found := hostile.faults(answer):
            wrong[value[:40]] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


def test_bytes_that_nobody_encoded_are_understood_if_they_are_text(world: World) -> None:
    client = world.client()
    answer = hostile.raw(client, "/el/search/", "q=κρύο δωμάτιο")
    assert 'value="κρύο δωμάτιο"' in answer.content.decode()
    assert 'href="/el/help/cold-room/"' in answer.content.decode()
    answer = hostile.raw(client, "/api/search/", "q=κρύο&locale=el")
    assert answer.json()["query"] == "κρύο"
    answer = client.generic("GET", "/", PATH_INFO="/el/search/", QUERY_STRING="q=\xff\xfezq")
    assert answer.status_code == 200
    assert hostile.shows(answer, "zq")


@pytest.mark.parametrize("room", ["help", "community", "contact", "account"])
def test_a_form_answers_whatever_is_typed_and_loses_nothing(world: World, room: str) -> None:
    wrong = {}
    for form in (form for form in FORMS if form.path.startswith(f"/el/{room}")):
        right = filled(world, world.client(), form)
        client = world.client(form.who, proven=form.proven)
        for what, changes in sample(list(tries(form)), MOST, form.path):
            answer = post(client, world.fill(form.path), encode(right | changes))
            typed = {name: (right | changes)[name] for name in form.typed}
            if found := hostile.faults(answer) + lost(answer, form, typed):
                wrong[f"{form.path}: {what} ({answer.status_code})"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


def lost(answer: Any, form: Form, typed: dict[str, str]) -> list[str]:
    """What a form shown again does not show, or an address that leads away from us."""
    if answer.status_code == form.accepted == 200:
        return []
    if answer.status_code in {302, 303}:
        return [] if answer["Location"].startswith("/el/") else [answer["Location"]]
    return [f"lost {name}" for name, text in typed.items() if not hostile.shows(answer, text)]


def tries(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    """Every hostile text in every field, the others being as bad; some with the others right."""
    names = list(form.right)
    for turn in range(len(hostile.TEXTS)):
        texts = [*hostile.TEXTS[turn:], *hostile.TEXTS[:turn]]
        yield f"turn {turn}", dict(zip(names, texts, strict=False))
    for name in names:
        yield f"{name} alone", {name: hostile.CONTROLS[0] + "\ud800<b>zq"}
    for name in form.typed:
        yield f"{name} is long", {name: hostile.LONG[0]}


def test_forms_answer_bodies_that_are_none(world: World) -> None:
    wrong = {}
    for form in FORMS:
        client = world.client(form.who, proven=form.proven)
        bodies = hostile.bodies(list(form.right))
        for what, (body, kind) in sample(list(bodies.items()), MOST, form.path):
            if what in {"3 MB", "JSON", "no kind", "twice", "odd transfer"} and form.who:
                continue
            answer = post(client, world.fill(form.path), body, content_type=kind)
            if found := hostile.faults(answer):
                wrong[f"{form.path}: {what}"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


@pytest.mark.parametrize(
    "trail",
    [
        '{"kind":"search","id":"\\ud800zq","title":"\\udfff\\u0000<b>zq"}',
        '{"kind":"zq","id":1,"title":null}',
        "[" * 1_500,
        '{"kind":"article","id":"../../x","title":"' + "z" * 900 + '"}',
        "1" * 1_900,
        "NaN",
    ],
)
def test_a_trail_is_taken_as_typed_text(world: World, trail: str) -> None:
    answer = world.client().post("/el/contact/", MESSAGE | {"trail": [trail] * 50, "email": "zq"})
    assert answer.status_code == 422
    assert not hostile.faults(answer)


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/el/help/cold-room/", [*HEADERS, *COOKIES]),
        ("GET", "/el/account/login/", COOKIES),
        ("POST", "/el/help/cold-room/vote/", [*HEADERS[:6], *COOKIES, *HEADERS[-12:]]),
    ],
)
def test_headers_are_no_way_in(world: World, method: str, path: str, headers: list[str]) -> None:
    client, wrong = world.client(), {}
    tricks = []
    for header in headers:
        name, _, before = header.partition(": ")
        tricks += [(name, before + value) for value in hostile.HEADER_VALUES]
    for name, value in sample(tricks, MOST * len(hostile.HEADER_VALUES), path):
        answer = hostile.raw(client, path, REQUEST_METHOD=method, **{name: value})
        client.cookies.clear()
        if "Accept" in name or answer.headers.get("Content-Type", "").startswith("text/plain"):
            continue
        if found := hostile.faults(answer):
            wrong[f"{name}: {value[:40]!r}"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


def test_odd_headers_with_a_form_lose_nothing_that_was_typed(world: World) -> None:
    client, wrong = Client(raise_request_exception=False), {}
    names = ("HTTP_ORIGIN", "HTTP_REFERER", "HTTP_SEC_FETCH_SITE", "HTTP_X_FORWARDED_FOR")
    for name in names:
        for value in hostile.HEADER_VALUES:
            typed = MESSAGE | {"email": "zq", "start": ""}
            answer = client.post("/el/contact/", typed, **{name: value})
            found = hostile.faults(answer)
            if not hostile.shows(answer, typed["message"]):
                found.append("lost")
            if found:
                wrong[f"{name}: {value[:40]!r}"] = found
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"


def test_no_method_breaks_an_address(world: World) -> None:
    client, wrong = world.client(), {}
    paths = {*QUERIES, *(form.path for form in FORMS), "/theme/zq.css", reverse("mail:outbox")}
    for method in ("HEAD", "PUT", "DELETE", "PROPFIND", "TRACE", "zq"):
        for path in sorted(paths):
            answer = client.generic(method, world.fill(path).replace("{slug}", "zq"))
            if answer.status_code >= 500:
                wrong[f"{method} {path}"] = [str(answer.status_code)]
    assert not wrong, f"{TOLD}\n{hostile.told(wrong)}"
