"""The judge of an upgrade: what it lets pass, and how it says what it does not."""

from typing import Any

import pytest

from tools.upgrade_proof import schema
from tools.upgrade_proof.comparing import differences

POST = {"12 answer": {"body": "Πάτα «Επαναφορά»", "hidden": True, "voters": ["a@proof.example"]}}


def test_the_same_is_no_difference() -> None:
    assert differences("posts", POST, {"12 answer": dict(POST["12 answer"])}) == ""


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ({}, '-12 answer / body: "Πάτα «Επαναφορά»"'),
        ({"12 answer": POST["12 answer"] | {"hidden": False}}, "+12 answer / hidden: false"),
        ({"12 answer": POST["12 answer"] | {"voters": []}}, "+12 answer / voters: []"),
        (POST | {"13 answer": "one too many"}, '+13 answer: "one too many"'),
    ],
)
def test_what_is_lost_changed_or_too_much_is_named(seen: dict[str, Any], said: str) -> None:
    assert said in differences("posts", seen, POST)


def test_a_difference_is_said_even_where_its_text_is_too_long_to_show() -> None:
    assert differences("posts", {"body": "μ" * 9_000 + "!"}, {"body": "μ" * 9_000})


@pytest.mark.parametrize(
    "after",
    [
        {"kb_vote": 4, "community_answer": 9, "django_migrations": 20},
        {"kb_vote": 5, "community_answer": 8, "django_migrations": 20},
        {"kb_vote": 5, "community_answer": 9, "django_migrations": 19},
        {"community_answer": 9, "django_migrations": 20},
    ],
)
def test_a_table_may_not_lose_rows_nor_go_unnamed(after: dict[str, int]) -> None:
    before = {"kb_vote": 5, "community_answer": 9, "django_migrations": 20}
    assert schema.rows_due(before, after) != after


@pytest.mark.parametrize(
    "after",
    [
        {"kb_vote": 5, "community_answer": 9, "django_migrations": 20},
        {"kb_vote": 5, "community_post": 12, "django_migrations": 23},
    ],
)
def test_a_table_may_be_merged_into_another_and_notes_may_grow(after: dict[str, int]) -> None:
    before = {"kb_vote": 5, "community_answer": 9, "django_migrations": 20}
    assert schema.rows_due(before, after) == after
