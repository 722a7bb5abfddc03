"""What somebody decides while the night's work runs is not lost, at whatever step of it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from portal.gaps import answers, decisions, meaning
from portal.gaps.models import Gap, GapLanguage, State
from portal.gaps.regrouping import regroup
from portal.journal import days
from tests.factories.gaps import failed
from tests.factories.steps import START

pytestmark = pytest.mark.django_db
NIGHT = START + timedelta(days=1)
TODAY = days.day_of(NIGHT)
DISMISS = partial(decisions.dismiss, reason="Δεν το πουλάμε.")
FINISH = partial(decisions.finish, today=TODAY)


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, room: Any, name: str, act: Callable[[], Any]
) -> None:
    """Somebody acts when the night's work comes to this, the first time."""
    goes_on, left = getattr(room, name), [act]

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        if left:
            left.pop()()
        return goes_on(*args, **kwargs)

    monkeypatch.setattr(room, name, interrupted)


@pytest.mark.parametrize(("decide", "state"), [(DISMISS, State.DISMISSED), (FINISH, State.DONE)])
def test_a_gap_that_would_have_joined_another_stays_as_it_was_decided(
    monkeypatch: pytest.MonkeyPatch, decide: Callable[[Gap], None], state: State
) -> None:
    failed("δωροκάρτα")
    failed("θέρμανση", visits=6)
    regroup(NIGHT)
    gift, _heating = Gap.objects.order_by("failed")
    # Last night they were two; tonight, by their words, they would be one.
    failed("δωροκάρτα θέρμανση", visits=9)
    failed("θέρμανση δωροκάρτα θέρμανσης", visits=9)
    meanwhile(monkeypatch, meaning, "vectors_of", partial(decide, gift))
    monkeypatch.setattr(answers, "look_up", lambda: None)
    regroup(NIGHT)
    gift.refresh_from_db()
    assert gift.state == state
    assert "δωροκάρτα" in {one.text for one in gift.wordings.all()}


def test_what_is_opened_again_meanwhile_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    failed("gavekort", "da")
    regroup(NIGHT)
    decisions.dismiss(Gap.objects.get(), "Nej.")
    failed("gavekort nu", "da")
    meanwhile(monkeypatch, meaning, "vectors_of", lambda: decisions.reopen(Gap.objects.get()))
    regroup(NIGHT)
    assert Gap.objects.values_list("state", "reason").get() == (State.OPEN, "")


@pytest.mark.parametrize(("decide", "state"), [(DISMISS, State.DISMISSED), (FINISH, State.DONE)])
@pytest.mark.parametrize("name", ["_look_up", "_decide"])
def test_what_is_decided_while_search_is_asked_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, decide: Callable[[Gap], None], state: State
) -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    meanwhile(monkeypatch, answers, name, lambda: decide(Gap.objects.get()))
    regroup(NIGHT)
    assert Gap.objects.get().state == state
    served = GapLanguage.objects.get().served_on
    assert served == (TODAY if state == State.DONE else None)


def test_a_language_that_went_meanwhile_does_not_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed("frostsikring", "nb")
    regroup(NIGHT)
    meanwhile(monkeypatch, answers, "_look_up", lambda: GapLanguage.objects.all().delete())
    answers.look_up()
    assert not GapLanguage.objects.exists()
