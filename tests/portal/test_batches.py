"""Many rows at once are what they would be one by one."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal import batches
from portal.journal.models import Step, StepKind, Visit
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
# What a stream of text would stumble over.
WORDS = ("ήχος\tδυνατά", "\\N", "\\.", "to\nlinjer", "تجربة", "", "\\")


def steps() -> list[Step]:
    visit = Visit.objects.create(day=MONDAY, key="k")
    about: dict[str, Any] = {"day": MONDAY, "at": at("2026-03-02 10:15"), "reader_locale": "el"}
    some = [Step(visit=visit, kind=StepKind.SEARCH, query=words, **about) for words in WORDS]
    vote = {"helpful": False, "rank": 3, "attempt": uuid.uuid4(), "is_fallback": True}
    return [*some, Step(visit=None, kind=StepKind.VOTE, **vote, **about)]


def kept() -> list[dict[str, Any]]:
    rows = Step.objects.order_by("pk").values()
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def test_they_are_as_each_of_them_was_saved_by_itself() -> None:
    rows = steps()
    for row in rows:
        row.save()
    each = kept()
    Step.objects.all().delete()
    for row in rows:
        row.pk = None
    batches.write(rows)
    assert kept() == each
    assert len(each) == len(WORDS) + 1


def test_none_are_none() -> None:
    batches.write([])
    assert not Step.objects.exists()


def test_what_may_be_there_once_is_refused_as_ever() -> None:
    Visit.objects.create(day=MONDAY, key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        batches.write([Visit(day=MONDAY, key="λ"), Visit(day=MONDAY, key="k")])
    assert Visit.objects.count() == 1
