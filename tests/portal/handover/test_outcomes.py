"""What the acts on a request come to, whatever order they come in."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from portal.handover import acts
from portal.handover.models import SILENCE, ContactRequest, RequestState
from portal.handover.outcomes import Act, Verdict, first_contact, solutions
from tests.factories.requests import sent

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def after(*told: tuple[str, int]) -> list[Act]:
    """Acts so many hours later each."""
    return [Act(kind, AT + hours * HOUR) for kind, hours in told]


@pytest.mark.parametrize(
    ("told", "hours", "enough"),
    [
        ([("answered", 1), ("confirmed", 2)], 2, True),
        ([("solved", 1)], 1 + 168, True),
        ([("answered", 1), ("solved", 3), ("solved", 5)], 3 + 168, True),
        # What comes after the week of silence changes nothing.
        ([("solved", 1), ("message", 169), ("solved", 170)], 1 + 168, True),
        ([("solved", 1), ("message", 168), ("solved", 170)], 170, False),
        ([("answered", 1), ("confirmed", 2), ("message", 3), ("solved", 4)], 2, True),
        ([("answered", 1), ("reopened", 2), ("answered", 3), ("solved", 4)], 4, False),
        # "Not yet", and then "solved" after all: it took more than the answer.
        ([("answered", 1), ("reopened", 2), ("confirmed", 3)], 3, False),
        ([("answered", 1), ("message", 2), ("confirmed", 3)], 3, True),
        ([("answered", 1), ("message", 2), ("answered", 3), ("confirmed", 4)], 4, False),
    ],
)
def test_whether_one_answer_was_enough_is_known_from_a_moment_on(
    told: list[tuple[str, int]], hours: int, enough: bool
) -> None:
    assert first_contact(after(*told)) == Verdict(AT + hours * HOUR, enough)


@pytest.mark.parametrize(
    "told", [[], [("answered", 1)], [("answered", 1), ("reopened", 2)], [("message", 1)]]
)
def test_of_what_nobody_has_solved_nothing_is_concluded(told: list[tuple[str, int]]) -> None:
    assert first_contact(after(*told)) is None
    assert not list(solutions(after(*told)))


def test_it_becomes_solved_again_only_after_it_was_not_any_more() -> None:
    told = after(
        *(("solved", 1), ("solved", 2), ("confirmed", 3)),
        *(("message", 4), ("answered", 5), ("confirmed", 6)),
    )
    assert list(solutions(told)) == [AT + HOUR, AT + 6 * HOUR]


VERBS = (acts.answer, acts.solve, acts.confirm, acts.reopen)


@pytest.mark.django_db
def test_what_the_request_says_of_itself_and_what_its_acts_say_is_the_same() -> None:
    """Of random requests: which are solved, and which are too young to say."""
    seed = random.randrange(10**9)
    print(f"seed {seed}")  # noqa: T201 - told when it fails
    draw = random.Random(seed)
    for number in range(60):
        request, at = sent(at=AT, message=f"Ερώτηση {number}"), AT
        for turn in range(draw.randrange(6)):
            at += draw.choice([1, 30, 200]) * HOUR
            if draw.random() < 0.2:
                acts.add(request, form=str(turn), text="Ακόμη", at=at)
            else:
                draw.choice(VERBS)(request, at=at)  # type: ignore[operator]
        now = at + draw.choice([1, 100, 169]) * HOUR
        told = [Act(e.kind, e.at) for e in request.events.order_by("pk")]
        verdict = first_contact(told)
        of = ContactRequest.objects.filter(pk=request.pk)
        is_young = verdict is not None and verdict.at > now
        assert of.provisional(now).exists() == is_young
        request.refresh_from_db()
        if request.state == RequestState.SOLVED:
            assert list(solutions(told))[-1] == request.solved_at
            assert verdict is not None
        if is_young and verdict:
            assert verdict.at - now <= SILENCE
