"""Judged searches: in and out as a file, by hand, and grown from clicks and votes."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from search.jobs import grow_judgements
from search.tuning import judgements, measures
from search.tuning.growth import grow
from search.tuning.models import JudgedQuery, Judgement, Source
from tests.factories.steps import START, clicked, searched, visit, voted
from tests.factories.tuning import judged

pytestmark = pytest.mark.django_db
NOW = START + timedelta(days=10)
ROWS = [
    {"locale": "en", "query": "battery", "relevant": {"a": 2, "b": 0}, "kind": "keyword"},
    {"locale": "el", "query": "μπαταρία", "relevant": {}, "kind": "unanswerable"},
]


@pytest.fixture
def tuner(admin_client: Client, settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    return admin_client


def upload(client: Client, *rows: object) -> Any:
    content = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows)
    file = SimpleUploadedFile("judged.jsonl", content.encode())
    return client.post(reverse("search_judged:import"), {"file": file})


def grades() -> dict[str, dict[str, int]]:
    return {one.query: dict(one.relevant) for one in judgements.kept()}


def test_what_is_imported_is_exported(tuner: Client) -> None:
    judged("battery", old=1)
    assert upload(tuner, *ROWS).status_code == 302
    assert grades() == {"battery": {"a": 2, "b": 0}, "μπαταρία": {}}
    exported = tuner.get(reverse("search_judged:export")).content.decode().splitlines()
    assert sorted(map(json.loads, exported), key=str) == sorted(ROWS, key=str)


def test_a_file_is_taken_whole_or_not_at_all(tuner: Client) -> None:
    page = upload(tuner, ROWS[0], '{"locale": "xx"}').content.decode()
    assert "judged.jsonl:2: locale" in page
    assert "no judged searches" in upload(tuner, "\n").content.decode()
    assert tuner.post(reverse("search_judged:import")).status_code == 200
    assert not JudgedQuery.objects.exists()


def test_a_file_of_developers_can_be_taken_as_it_is(tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in ROWS]
    assert judgements.take(measures.read(lines)) == 2
    assert measures.read(judgements.lines())[0].query == "μπαταρία"


def test_a_search_is_judged_by_hand(tuner: Client) -> None:
    rows = inline_formset([{"family": "reset-password", "grade": "2"}])
    data = {"locale": "en", "query": "password", "kind": "", "judgements": rows}
    response = tuner.post(reverse("search_judged:add"), nested_form_data(data))
    assert response.status_code == 302
    row = Judgement.objects.get()
    assert (row.family, row.grade, row.source) == ("reset-password", 2, Source.HAND)
    page = tuner.get(reverse("search_judged:index")).content.decode()
    assert "reset-password: 2" in page
    assert "by hand" in page


def test_what_readers_said_and_an_editor_changed_is_judged_by_hand(tuner: Client) -> None:
    opened(5, yes=5)
    opened(5, yes=5, family="b")
    grow(NOW)
    one = JudgedQuery.objects.get()
    rows = [
        {"id": row.pk, "family": row.family, "grade": "0" if row.family == "a" else "2"}
        for row in one.judgements.all()
    ]
    formset = inline_formset(rows, initial=2)
    data = {"locale": "en", "query": "battery", "kind": "", "judgements": formset}
    address = reverse("search_judged:edit", args=[one.pk])
    assert tuner.post(address, nested_form_data(data)).status_code == 302
    assert {row.family: row.source for row in Judgement.objects.all()} == {
        "a": Source.HAND,
        "b": Source.READERS,
    }
    assert grow(NOW) == 0


def opened(
    number: int,
    yes: int = 0,
    no: int = 0,
    query: str = "battery",
    family: str = "a",
    days: int = 2,
) -> None:
    """So many visits opened it; the first of them said yes, the next ones no."""
    said = [True] * yes + [False] * no + [None] * (number - yes - no)
    for place, helpful in enumerate(said):
        steps = [searched(query), clicked(family)]
        if helpful is not None:
            steps.append(voted(family, helpful))
        visit(*steps, day=place % days)


@pytest.mark.parametrize(
    ("seen", "grade"),
    [
        ({"number": 5, "yes": 3}, 2),
        ({"number": 5, "yes": 2}, 1),
        ({"number": 5, "yes": 3, "no": 1}, 2),
        ({"number": 6, "yes": 3, "no": 2}, 1),
        ({"number": 6, "yes": 3, "no": 3}, None),
        ({"number": 9}, None),
        ({"number": 4, "yes": 4}, None),
        ({"number": 5, "yes": 5, "days": 1}, None),
    ],
)
def test_what_it_takes(seen: dict[str, int], grade: int | None) -> None:
    opened(**seen)  # type: ignore[arg-type]
    assert grow(NOW) == (grade is not None)
    assert grades() == ({"battery": {"a": grade}} if grade else {})
    assert grow(NOW) == 0


def test_forms_of_a_query_count_together_and_are_kept_as_most_typed_it() -> None:
    opened(2, yes=2, query="Battery life")
    opened(3, yes=3, query="the life of batteries")
    assert grow(NOW) == 1
    assert grades() == {"the life of batteries": {"a": 2}}


def test_what_was_judged_by_hand_stays() -> None:
    judged("batteries", a=0, b=1)
    judged("refund")
    opened(6, yes=6)
    opened(6, yes=6, family="c")
    opened(6, yes=6, query="refunds")
    assert grow(NOW) == 1
    assert grades() == {"batteries": {"a": 0, "b": 1, "c": 2}, "refund": {}}


def test_what_readers_say_later_is_heard() -> None:
    opened(5, yes=5)
    grow(NOW)
    opened(3, no=3)
    assert grow(NOW) == 1
    assert grades() == {"battery": {"a": 1}}


def test_a_vote_before_the_click_or_on_something_else_says_nothing() -> None:
    for day in range(5):
        visit(voted("a", True), searched("battery"), clicked("a"), voted("b", True), day=day)
    assert grow(NOW) == 0


def test_masked_queries_and_readers_not_followed_leave_nothing() -> None:
    opened(5, yes=5, query="mail to •••")
    assert grow(NOW) == 0
    from portal.journal.models import Step

    opened(5, yes=5)
    Step.objects.update(visit=None)
    assert grow(NOW) == 0
    assert grow_judgements() == 0


def test_what_is_older_than_the_text_of_queries_does_not_count() -> None:
    opened(5, yes=5)
    assert grow(START + timedelta(days=95)) == 0
