"""Drafts are found by who acts, or by what holds a guest's tokens: no request is needed."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from community.forum import drafts
from community.forum.models import Draft
from portal.limits import drafts as drafts_of
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
GUEST = acting()


def test_a_guest_finds_a_draft_by_the_token_and_by_nothing_else() -> None:
    own: dict[str, Any] = {}
    thread = factory.thread()
    kept = drafts.keep(GUEST, own, thread=thread, body="Μόνο δικό μου")
    again = drafts.keep(GUEST, own, thread=thread, body="Πάλι δικό μου")
    assert kept.pk == again.pk
    assert drafts.find(GUEST, own, thread) == again
    assert drafts.find(GUEST, own) is None
    assert drafts.find(GUEST, {}, thread) is None
    drafts.discard(GUEST, own, thread)
    assert not Draft.objects.exists()
    assert drafts.find(GUEST, own, thread) is None


def test_what_a_session_holds_that_is_no_token_is_nothing() -> None:
    for nonsense in ("x", None, [1]):
        assert drafts.find(GUEST, {drafts.TOKENS: nonsense}) is None


def test_a_members_draft_needs_no_session() -> None:
    member, elsewhere = accounts.member(), acting(accounts.member())
    key = uuid4()
    drafts.keep(acting(member), {}, title="Γιατί;", idempotency_key=key)
    found = drafts.find(acting(member), {})
    assert found is not None
    assert (found.title, found.idempotency_key) == ("Γιατί;", key)
    assert drafts.find(elsewhere, {}) is None
    drafts.discard(acting(member), {})
    assert not Draft.objects.exists()


def test_a_guests_drafts_become_the_members() -> None:
    own: dict[str, Any] = {}
    member = accounts.member()
    drafts.keep(GUEST, own, title="Γιατί;")
    drafts.adopt(own, member, for_good=False)
    assert drafts.find(acting(member), {}) == drafts.find(GUEST, own)
    drafts.adopt(own, member, for_good=True)
    assert own == {}


def test_what_a_member_typed_whose_session_had_ended_is_that_members_alone() -> None:
    writer_, other = accounts.member(), accounts.member()
    whose = drafts_of.writer_of(acting(writer_))
    for who, found in ((other, False), (writer_, True)):
        left: dict[str, Any] = {}
        drafts.keep(GUEST, left, title="Γιατί;", writer=whose)
        assert drafts.find(GUEST, left) is None
        drafts.adopt(left, who, for_good=False)
        drafts.adopt(left, who, for_good=True)
        assert left == {}
        assert (drafts.find(acting(who), {}) is not None) == found
    assert Draft.objects.count() == 1


def test_what_a_guest_types_after_that_is_the_guests() -> None:
    left: dict[str, Any] = {}
    drafts.keep(GUEST, left, title="Γιατί;", writer=drafts_of.writer(7))
    drafts.keep(GUEST, left, title="Πώς;")
    found = drafts.find(GUEST, left)
    assert found is not None
    assert found.title == "Πώς;"


def test_a_guest_keeps_so_many_drafts_and_no_more() -> None:
    own: dict[str, Any] = {}
    threads = [factory.thread() for _ in range(drafts.GUEST_DRAFTS + 1)]
    for thread in threads:
        drafts.keep(GUEST, own, thread=thread, body="x")
    assert len(own[drafts.TOKENS]) == drafts.GUEST_DRAFTS
    assert drafts.find(GUEST, own, threads[0]) is None
    assert drafts.find(GUEST, own, threads[-1]) is not None


@pytest.mark.parametrize(
    "said",
    ["x" * 1_000_000, "0" * 33, "0" * 31, "A" * 32, "٣" * 32, f"{'a' * 32}\n", "\x00", "Ελένη"],
)
def test_a_writer_that_is_made_up_is_nobody_and_fills_no_session(said: str) -> None:
    left: dict[str, Any] = {}
    drafts.keep(GUEST, left, title="Γιατί;", writer=said)
    assert drafts.WRITERS not in left
    assert drafts.find(GUEST, left) is not None


def test_a_session_holds_the_writers_of_its_own_drafts_alone() -> None:
    left: dict[str, Any] = {}
    threads = [factory.thread() for _ in range(drafts.GUEST_DRAFTS + 5)]
    for thread in threads:
        drafts.keep(GUEST, left, thread=thread, body="x", writer=drafts_of.writer(thread.pk))
        assert set(left[drafts.WRITERS]) <= set(left[drafts.TOKENS].values())
    assert len(left[drafts.WRITERS]) == drafts.GUEST_DRAFTS
    drafts.keep(GUEST, left, thread=threads[-1], body="y")
    drafts.discard(GUEST, left, threads[-1])
    assert len(left[drafts.WRITERS]) == drafts.GUEST_DRAFTS - 1


@pytest.mark.parametrize("place", ["ask", "answer"])
def test_no_form_makes_a_guests_session_grow(client: Client, place: str) -> None:
    thread = factory.thread(locale="el")
    path, fields = {
        "ask": (
            reverse("community:ask"),
            {
                "title": "Γιατί κάνει κρύο στο δωμάτιο;",
                "body": "Δεν ζεσταίνει",
                "category": thread.category.slug,
                "locale": "el",
                "action": "post",
            },
        ),
        "answer": (reverse("community:answer", args=[thread.pk]), {"body": "Άνοιξε τη βαλβίδα"}),
    }[place]
    headers = {"sec-fetch-site": "same-origin"}
    sent = client.post(path, fields | {"typed_by": "x" * 1_000_000}, headers=headers)
    assert sent.status_code == 302
    assert Draft.objects.count() == 1
    assert len(str(dict(client.session))) < 1_000
