"""The rules of an attempt hold for requests and for questions alike."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from portal.actors import Actor
from portal.deflection import attempts
from portal.deflection.attempts import MOST_SHOWN, Kind
from portal.deflection.models import OUTCOME_WINDOW, Attempt, Outcome, ShownSuggestion
from portal.journal.models import DailyTotal, Step
from tests.factories import accounts
from tests.factories import support as factory
from tests.factories.actors import acting
from tests.factories.deflection import suggestions
from tests.factories.handover import hit
from tests.factories.journal import GOOGLEBOT, at, reader

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", list(Kind))]

BEGAN = at("2026-03-02 10:00")
ALL_KINDS = {
    Kind.CONTACT: ["contact_started", "suggested", "suggestion_opened", "solved", "contact_sent"],
    Kind.QUESTION: ["ask_started", "ask_suggested", "suggestion_opened", "ask_solved", "asked"],
}


def whole_way(actor: Actor, kind: Kind, key: UUID, when: datetime = BEGAN) -> None:
    """Each verb twice, in the order in which a reader comes by them."""
    for _twice in range(2):
        attempts.begin(actor, kind, key, topic="heat", product="hub", at=when)
    for _twice in range(2):
        attempts.show(actor, kind, key, suggestions(), at=when)
    opened = {"item_kind": "article", "item": "hub-offline"}
    attempts.open_suggestion(actor, kind, key, **opened, at=when)
    for _twice in range(2):
        attempts.solve(actor, kind, key, **opened, at=when)
    attempts.send(actor, kind, key, at=when)


def steps() -> list[str]:
    return list(Step.objects.order_by("pk").values_list("kind", flat=True))


def test_each_step_is_counted_once_and_carries_the_key(kind: Kind) -> None:
    key = uuid4()
    whole_way(reader(), kind, key)
    assert steps() == ALL_KINDS[kind]
    assert set(Step.objects.values_list("attempt", flat=True)) == {key}


def test_it_knows_its_kind_language_market_topic_and_product(kind: Kind) -> None:
    for served in ("GR", "NO"):
        factory.market(served)
    actor = acting(language="el", market="GR", address="203.0.113.7")
    attempts.begin(actor, kind, uuid4(), topic="heat", product=lambda: "hub")
    begun = Attempt.objects.get()
    known = (begun.kind, begun.reader_locale, begun.market, begun.topic, begun.product)
    assert known == (kind, "el", "GR", "heat", "hub")
    assert begun.visit is not None


@pytest.mark.parametrize("market", ["ZZ", "DE", ""])
def test_a_market_that_is_not_served_is_none(kind: Kind, market: str) -> None:
    for served in ("GR", "NO"):
        factory.market(served)
    attempts.begin(acting(market=market, address="203.0.113.7"), kind, uuid4())
    assert Attempt.objects.get().market == ""


def test_a_product_is_looked_for_only_when_it_begins(kind: Kind) -> None:
    actor, key, asked = reader(), uuid4(), []
    for _twice in range(2):
        attempts.begin(actor, kind, key, product=lambda: asked.append(1) or "hub")  # type: ignore[func-returns-value]
    assert len(asked) == 1


def test_what_was_suggested_is_kept_as_it_was_shown_first(kind: Kind) -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, kind, key, at=BEGAN)
    first = hit(title="Ο κόμβος", locale="el", engine="embedded", is_foreign=True)
    second = hit(id="7", kind="thread", family="", title="Hub?", engine="embedded", fits=False)
    attempts.show(actor, kind, key, suggestions(first, second), at=BEGAN)
    attempts.show(actor, kind, key, suggestions(second, first), at=BEGAN + timedelta(minutes=1))
    rows = ShownSuggestion.objects.order_by("rank").values_list(
        "item_kind", "item", "text_locale", "title", "rank", "engine", "fits", "shown_at"
    )
    assert list(rows) == [
        ("article", "hub-offline", "el", "Ο κόμβος", 1, "embedded", True, BEGAN),
        ("thread", "7", "en", "Hub?", 2, "embedded", False, BEGAN),
    ]


def test_what_is_kept_of_one_attempt_is_bounded(kind: Kind) -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, kind, key)
    for number in range(40):
        shown = [hit(id=f"{number}-{place}", family="") for place in range(6)]
        attempts.show(actor, kind, key, suggestions(*shown))
    assert ShownSuggestion.objects.count() == MOST_SHOWN


def test_it_says_which_suggestion_was_opened_and_which_solved_it(kind: Kind) -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, kind, key, at=BEGAN)
    shown = [hit(), hit(id="other", family="other")]
    attempts.show(actor, kind, key, suggestions(*shown), at=BEGAN)
    opened = {"item_kind": "article", "item": "other"}
    attempts.open_suggestion(actor, kind, key, **opened, at=BEGAN)
    attempts.solve(actor, kind, key, **opened, at=BEGAN)
    solved = Attempt.objects.get()
    assert (solved.outcome, solved.opened_at) == (Outcome.SOLVED, BEGAN)
    assert solved.solved_by is not None
    assert (solved.solved_by.item, solved.solved_by.opened_at) == ("other", BEGAN)


def test_what_is_sent_outweighs_solved_and_never_the_contrary(kind: Kind) -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, kind, key)
    attempts.show(actor, kind, key, suggestions())
    attempts.solve(actor, kind, key, item_kind="article", item="hub-offline")
    attempts.send(actor, kind, key)
    attempts.solve(actor, kind, key)
    ended = Attempt.objects.get()
    assert (ended.outcome, ended.solved_by) == (Outcome.SENT, None)


def test_what_happens_a_day_later_no_longer_belongs_to_it(kind: Kind) -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, kind, key, at=BEGAN)
    late = BEGAN + OUTCOME_WINDOW + timedelta(seconds=1)
    attempts.show(actor, kind, key, suggestions(), at=late)
    attempts.open_suggestion(actor, kind, key, item_kind="article", item="a", at=late)
    attempts.solve(actor, kind, key, at=late)
    attempts.send(actor, kind, key, at=late)
    left = Attempt.objects.get()
    assert (left.saw_suggestions, left.opened_at, left.outcome) == (False, None, "")
    assert not ShownSuggestion.objects.exists()


def test_whoever_is_not_followed_leaves_no_attempt_but_totals(kind: Kind) -> None:
    whole_way(reader(sec_gpc="1"), kind, uuid4())
    assert not Attempt.objects.exists()
    assert not Step.objects.exists()
    totals = dict(DailyTotal.objects.values_list("kind", "count"))
    assert totals == dict.fromkeys(ALL_KINDS[kind], 1)


@pytest.mark.parametrize("who", ["robot", "staff", "prefetch"])
def test_robots_staff_and_prefetches_leave_nothing(kind: Kind, who: str) -> None:
    actor = {
        "robot": lambda: reader(agent=GOOGLEBOT),
        "staff": lambda: acting(accounts.member(is_staff=True), uncounted="staff"),
        "prefetch": lambda: reader(sec_purpose="prefetch"),
    }[who]()
    whole_way(actor, kind, uuid4())
    assert not Attempt.objects.exists()
    assert not Step.objects.exists()
    assert not DailyTotal.objects.exists()


def test_whoever_asks_midway_not_to_be_followed_withdraws_it(kind: Kind) -> None:
    key = uuid4()
    attempts.begin(reader(), kind, key, at=BEGAN)
    attempts.show(reader(), kind, key, suggestions(), at=BEGAN)
    attempts.send(reader(sec_gpc="1"), kind, key, at=BEGAN)
    # And does not come back by another browser tab without the signal.
    attempts.begin(reader(), kind, key, at=BEGAN)
    attempts.send(reader(), kind, key, at=BEGAN)
    withdrawn = Attempt.objects.get()
    assert (withdrawn.outcome, withdrawn.visit, withdrawn.withdrawn_at) == ("", None, BEGAN)
    assert not Attempt.objects.counted().exists()
    assert not ShownSuggestion.objects.exists()


def test_the_database_refuses_an_outcome_without_a_time(kind: Kind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(kind=kind, reader_locale="el", started_at=BEGAN, outcome="solved")


def test_what_was_withdrawn_is_found_by_none_of_its_steps(kind: Kind) -> None:
    key = uuid4()
    attempts.begin(reader(), kind, key, topic="heat", at=BEGAN)
    attempts.show(reader(), kind, key, suggestions(), at=BEGAN)
    attempts.solve(reader(), kind, key, at=BEGAN)
    attempts.send(reader(sec_gpc="1"), kind, key, at=BEGAN)
    attempts.send(reader(), kind, key, at=BEGAN)
    assert not Step.objects.filter(attempt=key).exists()
    left = Attempt.objects.get()
    assert (left.topic, left.saw_suggestions, left.outcome) == ("", False, "")


def test_no_form_ends_an_attempt_of_another_kind(kind: Kind) -> None:
    key, (other,) = uuid4(), [one for one in Kind if one != kind]
    attempts.begin(reader(), other, key)
    whole_way(reader(), kind, key)
    begun = Attempt.objects.get()
    assert (begun.kind, begun.saw_suggestions, begun.outcome) == (other, False, "")


@pytest.mark.parametrize("agent", [GOOGLEBOT])
def test_robots_change_nobodys_attempt(kind: Kind, agent: str) -> None:
    key = uuid4()
    attempts.begin(reader(), kind, key)
    attempts.show(reader(), kind, key, suggestions())
    opened = {"item_kind": "article", "item": "hub-offline"}
    attempts.open_suggestion(reader(agent=agent), kind, key, **opened)
    attempts.solve(reader(agent=agent), kind, key, **opened)
    left = Attempt.objects.get()
    assert (left.opened_at, left.outcome, left.shown.get().opened_at) == (None, "", None)
