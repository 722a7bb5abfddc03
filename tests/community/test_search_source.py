"""What of the community may be found: the two rules are one, and the text is all there."""

import pytest

from community.forum.acceptance import accept_answer
from community.forum.models import Thread
from community.moderation.visibility import hide_post
from community.search_source import BEGINNING, ThreadSource
from search.documents import sources
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db


def test_the_queryset_and_the_predicate_are_one_rule() -> None:
    for state in Thread.State.values:
        for hidden in (False, True):
            thread = factory.thread()
            Thread.objects.filter(pk=thread.pk).update(state=state, hidden=hidden)
    by_query = set(Thread.objects.searchable().values_list("pk", flat=True))
    assert by_query == {thread.pk for thread in Thread.objects.all() if thread.is_searchable}
    assert by_query == set(map(int, ThreadSource().keys()))
    everything = [str(thread.pk) for thread in Thread.objects.all()]
    assert by_query == {int(found.key) for found in ThreadSource().documents(everything)}


def test_a_document_holds_what_can_be_read_and_nothing_hidden() -> None:
    asker = accounts.member()
    thread = factory.thread(asker, locale="el", title="Κρύο", body="Σώματα **κρύα** & υγρά")
    accept_answer(actor=acting(asker), answer=factory.answer(thread, body="Open the valve"))
    secret = factory.answer(thread, body="Secret words")
    hide_post(actor=acting(accounts.moderator()), post=secret, reason="x")
    (document,) = ThreadSource().documents([str(thread.pk), "x", "9" * 30])
    assert document.locale == "el"
    assert document.url.startswith(f"/el/community/t/{thread.pk}/")
    assert "κρύα & υγρά" in document.body.replace("  ", " ")
    assert "Open the valve" in document.body
    assert "Secret" not in document.body
    assert document.solved
    assert document.audience == ("public",)


def test_what_stands_for_a_long_question_says_that_it_goes_on() -> None:
    thread = factory.thread(locale="el", body="θερμοστάτης " * 60)
    (document,) = ThreadSource().documents([str(thread.pk)])
    assert len(document.summary) == BEGINNING
    assert document.summary.endswith("…")


def test_the_source_is_registered() -> None:
    assert isinstance(sources.get("community"), ThreadSource)
