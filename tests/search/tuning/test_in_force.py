"""When rules come into force, for whom, and at what cost."""

import json
import uuid
from typing import Any

import pytest
from django.db import transaction

from portal import rereading
from search.tuning import in_force
from search.tuning.models import InForce, ProtectedWord
from search.tuning.rules import Rules, Tuning
from tests.factories.tuning import pins, protected, synonyms

pytestmark = pytest.mark.django_db


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(rereading, "clock", one)
    return one


def words(locale: str = "en") -> tuple[str, ...]:
    return in_force.current().of(locale).protected


def another_process_publishes(*protects: str) -> None:
    """The row changes and nobody tells this process."""
    content = {"en": {"synonyms": [], "pins": [], "protected": list(protects)}}
    InForce.objects.update_or_create(
        pk=1, defaults={"stamp": uuid.uuid4(), "content": json.dumps(content)}
    )


def test_nothing_is_in_force_at_first(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert words() == ()


def test_a_change_holds_in_this_process_at_once() -> None:
    word = protected("Solvei")
    assert words() == ("Solvei",)
    word.is_active = False
    word.save()
    assert words() == ()


def test_a_change_of_another_process_holds_within_a_second(
    clock: Clock, django_assert_num_queries: Any
) -> None:
    another_process_publishes("one")
    assert words() == ("one",)
    another_process_publishes("two")
    with django_assert_num_queries(0):
        assert words() == ("one",)
    clock.seconds += 1
    with django_assert_num_queries(1):
        assert words() == ("two",)
    clock.seconds += 1
    with django_assert_num_queries(1):
        assert words() == ("two",)


def test_a_row_that_is_gone_is_no_rules(clock: Clock) -> None:
    another_process_publishes("one")
    assert words() == ("one",)
    InForce.objects.all().delete()
    clock.seconds += 1
    assert words() == ()


def test_a_change_that_is_rolled_back_leaves_nothing() -> None:
    with transaction.atomic():
        protected("Solvei")
        assert words() == ("Solvei",)
        transaction.set_rollback(True)
    in_force.forget()
    assert words() == ()


def test_drafts_are_in_force_for_nobody() -> None:
    ProtectedWord.objects.create(locale="en", word="draft")
    assert words() == ()


def test_what_is_tried_is_tried_here_only() -> None:
    protected("Solvei")
    with in_force.trying(Tuning({"en": Rules("en", protected=("other",))})):
        assert words() == ("other",)
    assert words() == ("Solvei",)


def test_every_kind_of_rule_comes_back_as_it_was_written() -> None:
    group = synonyms("wifi", "trådløst netværk", locale="da", one_way=True)
    pins("battery", "article:a", "thread:1")
    protected("Σολβέι", locale="el")
    read = in_force.current()
    assert read.of("da").synonyms[0].wordings == ("wifi", "trådløst netværk")
    assert read.of("da").synonyms[0].one_way
    assert read.of("en").pins[0].hits == ("article:a", "thread:1")
    assert read.of("el").protected == ("Σολβέι",)
    assert in_force.switched_on(without=group).of("da").synonyms == ()
    assert in_force.switched_on() == read
