"""What is done by who asks not to be followed is counted as what others do: reloads are none."""

import uuid

import pytest
from django.core.cache import caches

from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.journal.models import DailyTotal, Step, StepKind
from tests.factories.deflection import suggestions
from tests.factories.effort import Reader

pytestmark = pytest.mark.django_db

DEEDS = [
    *(("search", "α", "09:00"), ("search", "α", "09:05"), ("click", "hub", "09:06")),
    *(("click", "hub", "09:06"), ("search", "β", "09:10"), ("click", "hub", "09:11")),
    *(("search", "α", "09:12"), ("read", "hub", "09:13"), ("read", "hub", "09:40")),
    *(("read", "hub", "09:44"), ("read", "sound", "09:45"), ("read", "hub", "09:46")),
    *(("contact_opened", "", "09:50"), ("contact_opened", "", "09:51")),
]


def done_by(who: Reader) -> None:
    for kind, thing, time in DEEDS:
        about = {"query": thing} if kind == "search" else {"family": thing}
        who.did(kind, f"2026-03-02 {time}", **about)


def test_both_are_counted_by_one_rule() -> None:
    done_by(Reader("198.51.100.7", "el", sec_gpc="1"))
    quiet = dict(DailyTotal.objects.values_list("kind", "count"))
    assert quiet == {"search": 3, "click": 2, "read": 4, "contact_opened": 1}
    assert not Step.objects.exists()
    done_by(Reader("203.0.113.9", "el"))
    kept = [kind for kind in Step.objects.values_list("kind", flat=True) if kind in ("search",)]
    assert len(kept) == quiet["search"]
    assert Step.objects.filter(kind="read").count() == quiet["read"]


def test_a_form_is_begun_once_and_sees_suggestions_once_however_much_is_typed() -> None:
    actor, key = Reader("198.51.100.7", "ar", dnt="1").actor, uuid.uuid4()
    for _keystrokes in range(3):
        attempts.begin(actor, Kind.CONTACT, key)
        attempts.show(actor, Kind.CONTACT, key, suggestions())
    assert dict(DailyTotal.objects.values_list("kind", "count")) == {
        StepKind.CONTACT_STARTED: 1,
        StepKind.SUGGESTED: 1,
    }


def test_two_readers_are_not_taken_for_one() -> None:
    for number in (1, 2):
        Reader(f"198.51.100.{number}", "el", dnt="1").read("hub", "2026-03-02 09:00")
    assert DailyTotal.objects.get().count == 2


def test_who_names_no_browser_is_a_robot() -> None:
    for agent in ("", " "):
        Reader("198.51.100.7", "el", agent=agent).read("hub", "2026-03-02 09:00")
    assert not Step.objects.exists()
    assert not DailyTotal.objects.exists()


def test_whatever_they_do_no_limit_is_forgotten() -> None:
    caches["default"].set("limit", 1)
    for number in range(3):
        Reader("198.51.100.7", "el", agent=f"B/{number}", sec_gpc="1").read(
            "hub", "2026-03-02 09:00"
        )
    attempts.begin(Reader("198.51.100.8", "ar", dnt="1").actor, Kind.CONTACT, uuid.uuid4())
    caches["quiet"].clear()
    assert list(caches["default"]._cache) == [caches["default"].make_key("limit")]  # type: ignore[attr-defined]


def test_the_same_words_in_another_language_are_another_search() -> None:
    for language in ("el", "ar", "ar"):
        Reader("203.0.113.9", language).did("search", "2026-03-02 09:00", query="E-1042")
    assert list(Step.objects.order_by("pk").values_list("reader_locale", flat=True)) == [
        "el",
        "ar",
    ]
