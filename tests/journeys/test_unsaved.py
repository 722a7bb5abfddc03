"""What cannot be saved is not lost: wherever the database fails, the form is shown as typed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.journeys.addresses import FORMS, Form
from tests.journeys.hostile import shows
from tests.journeys.world import World, encode, filled, post
from tests.outages import closed_by_the_server, failing_after, nowhere

pytestmark = pytest.mark.django_db


def faults(answer: Any, form: Form, fields: dict[str, str]) -> list[str]:
    """What is wrong with the answer to a form that could not be saved."""
    page = answer.content.decode()
    found = [f"lost {name}" for name in form.typed if not shows(answer, fields[name])]
    hidden = [name for name in fields if "password" in name and fields[name] in page]
    found += [f"shows {name}" for name in hidden if len(fields[name]) > 1]
    if '<html lang="el"' not in page:
        found.append("not in Greek")
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        found.append("may be kept")
    is_secret = all("password" in name for name in fields)
    if not is_secret and 'type="hidden" name="' not in page:
        found.append("cannot be sent again")
    return found


@pytest.mark.slow
def test_a_form_fails_at_every_statement_and_loses_nothing(world: World) -> None:
    wrong, failed = {}, set()
    for form in FORMS:
        fields = filled(world, world.client(), form)
        body, statements, status = encode(fields), 0, 503
        while status == 503:
            client = world.client(form.who)
            with failing_after(statements):
                answer = post(client, world.fill(form.path), body)
            status = answer.status_code
            if status == 503:
                failed.add(form.path)
                found = faults(answer, form, fields)
            else:
                found = [] if status < 500 else [str(status)]
            if found:
                wrong[f"{form.path} {statements} ({status})"] = found
            statements += 1
    assert not wrong
    # Without a key of ours nothing is to be noted of who types.
    assert failed == {form.path for form in FORMS} - {"/el/community/ask/suggestions/"}


@pytest.mark.slow
def test_without_any_database_every_form_is_shown_as_typed(world: World) -> None:
    wrong = {}
    for form in FORMS:
        fields, client = filled(world, world.client(), form), world.client(form.who)
        with nowhere():
            answer = post(client, world.fill(form.path), encode(fields))
        if answer.status_code == 200 and form.path.endswith("/suggestions/"):
            continue  # It helps while one types, and has nothing to say.
        found = [] if answer.status_code == 503 else [str(answer.status_code)]
        if found := found + faults(answer, form, fields):
            wrong[form.path] = found
    assert not wrong


def test_what_could_not_be_saved_is_sent_again_as_it_was(world: World) -> None:
    client = world.client("member")
    right = {"title": "Γιατί κρυώνει;", "body": "Από χθες\nκρυώνει.", "category": "heating"}
    right |= {"locale": "el", "action": "post", "key": ""}
    with nowhere():
        answer = client.post("/el/community/ask/", right)
    assert answer.status_code == 503
    page = answer.content.decode()
    for name, value in right.items():
        assert f'name="{name}" value="{value}"' in page
    assert 'action="/el/community/ask/"' in page
    assert client.post("/el/community/ask/", right).status_code == 302


def test_a_full_database_keeps_what_was_typed(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite can be given a size")
    path = world.fill("/el/community/thread/{thread}/answer/")
    raw = connection.connection
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")
    try:
        for number in range(400):
            text = f"{number} " + "Άνοιξε τη βαλβίδα. " * 1_000
            answer = world.client().post(path, {"body": text, "key": ""})
            if answer.status_code != 302:
                break
    finally:
        raw.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 503
    assert shows(answer, text)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_swaps_a_part_of_a_page_is_shown_in_the_place_of_all_of_it(
    world: World, accept: str
) -> None:
    headers = {"sec-fetch-site": "same-origin", "hx-request": "true", "accept": accept}
    client = Client(raise_request_exception=False, headers=headers)
    with nowhere():
        answer = client.post("/ar/help/cold-room/reason/", {"comment": "ينقص شيء هنا"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    if accept == "application/json":
        assert answer.json()["error"]
    else:
        assert answer["HX-Retarget"] == "main"
        assert '<html lang="ar" dir="rtl"' in answer.content.decode()
        assert shows(answer, "ينقص شيء هنا")


def test_a_page_of_somebody_else_gets_no_form_that_sends_it(world: World) -> None:
    client = Client(raise_request_exception=False, headers={"sec-fetch-site": "cross-site"})
    with nowhere():
        answer = client.post("/da/contact/", {"message": "ikke mine ord", "email": "a@b.example"})
    assert answer.status_code == 503
    assert shows(answer, "ikke mine ord")
    assert 'type="hidden"' not in answer.content.decode()


def test_reading_says_that_it_is_the_machine(world: World) -> None:
    client = world.client("member")
    with nowhere():
        answer = client.get("/el/account/")
    assert answer.status_code == 503
    assert '<html lang="el"' in answer.content.decode()


def test_what_an_editor_wrote_is_shown_too(world: World) -> None:
    client, fields = world.client("moderator"), {"title": "Κρύο δωμάτιο", "slug": "cold-room"}
    with nowhere():
        answer = client.post("/cms/pages/add/kb/articlepage/4/", fields)
    assert answer.status_code == 503
    assert '<html lang="el"' in answer.content.decode()
    assert shows(answer, fields["title"])
    assert 'action="/cms/pages/add/kb/articlepage/4/"' in answer.content.decode()


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
def test_a_connection_that_the_server_closes_loses_nothing_typed() -> None:
    message = "Ο κόμβος δεν απαντά"
    client = Client(raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})
    with closed_by_the_server():
        answer = client.post("/el/contact/", {"message": message, "email": "a@b.example"})
    assert answer.status_code == 503
    assert shows(answer, message)
