"""A value that every page asks for is read once, and again after a change."""

from collections.abc import Iterator

import pytest

from portal.caching import generation, kept
from portal.caching.kept import Kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def looks() -> list[int]:
    """One entry for each look."""
    generation.forget()
    generation.current()
    return []


def counted(looks: list[int]) -> Kept[int]:
    def look() -> int:
        looks.append(len(looks))
        return len(looks)

    return Kept(look)


def test_it_is_read_once_until_this_process_hears_of_a_change(looks: list[int]) -> None:
    value = counted(looks)
    assert [value.value(), value.value()] == [1, 1]
    generation.bump_generation()
    assert value.value() == 1
    generation.current()
    assert [value.value(), value.value()] == [2, 2]


def test_what_changes_here_is_read_at_the_next_question(looks: list[int]) -> None:
    value = counted(looks)
    value.value()
    kept.changed(value.forget)
    assert value.value() == 2


def test_a_look_that_fails_is_tried_again(looks: list[int]) -> None:
    answers: Iterator[int | Exception] = iter([LookupError(), 7])

    def look() -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    value = Kept(look)
    with pytest.raises(LookupError):
        value.value()
    assert value.value() == 7
