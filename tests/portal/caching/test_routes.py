"""Every page that is cached for strangers has one address, however its values are spelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from community.forum.editing import edit_post
from community.forum.models import Thread
from community.forum.pages import mark_of
from portal.legal.models import LegalKind
from tests.factories import accounts, community, kb
from tests.factories.actors import acting
from tests.factories.legal import legal_page
from tests.journeys.routes import every_route

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
THREADS = 45
ANSWERS = 25


@dataclass(frozen=True, slots=True)
class Address:
    """A public page: its path, and what each key of its query may truly be."""

    path: str
    values: dict[str, list[str]]


@pytest.fixture
def addresses() -> dict[str, Address]:
    """One page of each public route, by its pattern."""
    family = kb.make_family("Cold room", slug="cold-room")
    kb.make_page(family, "en")
    member = accounts.member("Eleni")
    threads = [community.thread(member) for _number in range(THREADS)]
    for _number in range(ANSWERS):
        community.answer(threads[0], member)
    thread = Thread.objects.get(pk=threads[0].pk)
    post = community.answer(threads[1], member)
    edit_post(actor=acting(member), post=post, body="Colder still.", revision=post.revision)
    marks = [mark_of(one) for one in Thread.objects.all()]
    path = thread.get_absolute_url()
    legal = [f"/en/{legal_page(kind, 'en').kind}/" for kind in LegalKind.values]
    return {
        **{address: Address(address, {}) for address in legal},
        "/en/": Address("/en/", {}),
        "/en/help/": Address("/en/help/", {}),
        "/en/help/<family:slug>/": Address("/en/help/cold-room/", {}),
        "/en/words/": Address("/en/words/", {}),
        "/sitemap.xml": Address("/sitemap.xml", {}),
        "/en/sitemap.xml": Address("/en/sitemap.xml", {}),
        "/en/help/sitemap.xml": Address("/en/help/sitemap.xml", {}),
        "/en/community/sitemap.xml": Address("/en/community/sitemap.xml", {}),
        "/en/community/": Address("/en/community/", {}),
        "/en/community/c/<slug:slug>/": Address("/en/community/c/heating/", {"after": marks}),
        "/en/community/p/<int:post_id>/history/": Address(
            f"/en/community/p/{post.pk}/history/", {}
        ),
        "/en/community/t/<int:thread_id>/": Address(f"/en/community/t/{thread.pk}/", {}),
        "/en/community/t/<int:thread_id>/<str:slug>/": Address(path, {"page": ["", "2"]}),
    }


def kept() -> int:
    return len([key for key in caches["pages"]._cache if ":reads:" not in key])


def other_spellings(true: str) -> list[str]:
    """Of a value of digits and hyphens: more ways to write it that int() would read."""
    wide = true.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})
    return [
        *(f"{'0' * zeros}{true}" for zeros in range(1, 30)),
        *(true.replace("-", f"-{'0' * zeros}") for zeros in range(1, 5) if "-" in true),
        *(f"+{true}", f"%20{true}", f"{true}%20", f"{true}%0a", f"{true}.0", wide, f"{true}_0"),
        *(f"-{true}", f"{true}-", f"{true}-1", "x", "%00", "9" * 5_000),
    ]


def test_every_public_route_is_named_here(addresses: dict[str, Address]) -> None:
    public = {route.pattern for route in every_route() if hasattr(route.view, "query_readers")}
    assert public == set(addresses)
    keys = {
        route.pattern: route.view.query_readers
        for route in every_route()
        if route.pattern in public
    }
    for pattern, address in addresses.items():
        assert set(address.values) <= set(keys[pattern])
        answer = Client().get(address.path)
        assert answer.status_code == (301 if pattern.endswith("/t/<int:thread_id>/") else 200)


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "gone"}])
def test_no_key_takes_a_value_in_another_spelling(
    addresses: dict[str, Address], cookies: dict[str, str]
) -> None:
    client, taken = Client(), []
    client.cookies.load(cookies)
    for address in addresses.values():
        for key, values in address.values.items():
            for spelling in other_spellings(values[-1]):
                answer = client.get(f"{address.path}?{key}={spelling}")
                if answer.status_code != 404:
                    taken.append((address.path, key, spelling[:40], answer.status_code))
    assert not taken
    assert kept() == 0


def test_every_true_value_is_answered(addresses: dict[str, Address]) -> None:
    for address in addresses.values():
        for key, values in address.values.items():
            for value in values:
                assert Client().get(f"{address.path}?{key}={value}").status_code == 200


def test_a_walk_of_spellings_leaves_no_more_than_the_true_pages(
    addresses: dict[str, Address],
) -> None:
    client = Client()
    for address in addresses.values():
        caches["pages"].clear()
        for query in islice(walk(address), 2_000 // len(addresses)):
            client.get(f"{address.path}?{query}")
        true_pages = 1
        for values in address.values.values():
            true_pages *= len({*values, ""})
        assert kept() <= true_pages, address.path


def walk(address: Address) -> Iterator[str]:
    """Queries without end: values of its keys and near them, keys of nobody, several at once."""
    keys: dict[str, Any] = {
        key: cycle(
            [*values, *(f"{number}-{number}" for number in range(100)), *map(str, range(50))]
            + [one for value in values[-2:] for one in other_spellings(value)]
        )
        for key, values in address.values.items()
    }
    number = 0
    while True:
        number += 1
        yield "&".join(
            [f"utm{number}={number}", *(f"{key}={next(of)}" for key, of in keys.items())]
        )


def test_no_path_has_another_spelling(addresses: dict[str, Address]) -> None:
    client, taken = Client(), []
    for address in addresses.values():
        parts = address.path.split("/")
        for place, part in enumerate(parts):
            if part.isdecimal():
                for spelling in (f"0{part}", f"{'0' * 30}{part}", f"%3{part[0]}{part[1:]}"):
                    path = "/".join([*parts[:place], spelling, *parts[place + 1 :]])
                    answer = client.get(path)
                    if answer.status_code == 200 and "%" not in spelling:
                        taken.append(path)
    assert not taken
    assert kept() <= 2  # The thread, and a history: a percent sign changes no address.


def test_a_mark_of_no_thread_is_answered_and_not_kept(addresses: dict[str, Address]) -> None:
    client = Client()
    for mark in ("1-1", f"{10**17}-1", f"0-{10**17}"):
        answer = client.get(f"/en/community/c/heating/?after={mark}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert kept() == 0


def test_no_list_links_to_an_address_that_leads_elsewhere(addresses: dict[str, Address]) -> None:
    path = addresses["/en/community/t/<int:thread_id>/<str:slug>/"].path
    second = Client().get(f"{path}?page=2").content.decode()
    assert "page=1" not in second
    assert 'rel="prev" href="?"' in second
