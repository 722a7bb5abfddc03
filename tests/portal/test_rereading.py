"""A row that every page asks for is read again when it is a little old, and not before."""

from collections.abc import Iterator

import pytest

from portal import rereading
from portal.rereading import Reread


class Row:
    """Something that other processes change, how often it was read, and a clock."""

    def __init__(self) -> None:
        self.value, self.reads, self.seconds = "πρώτο", 0, 100.0

    def read(self, last: str) -> str:
        self.reads += 1
        self.before = last
        return self.value


@pytest.fixture
def row(monkeypatch: pytest.MonkeyPatch) -> Iterator[Row]:
    one = Row()
    monkeypatch.setattr(rereading, "clock", lambda: one.seconds)
    return one


def test_a_change_of_another_process_is_known_within_the_time(row: Row) -> None:
    known = Reread(row.read, "", 5.0)
    assert known.value() == "πρώτο"
    row.value = "δεύτερο"
    row.seconds += 4.9
    assert (known.value(), row.reads) == ("πρώτο", 1)
    row.seconds += 0.1
    assert (known.value(), row.reads) == ("δεύτερο", 2)
    assert row.before == "πρώτο", "who reads is told what was known"


def test_what_is_forgotten_is_read_at_the_next_question_and_told_until_then(row: Row) -> None:
    known = Reread(row.read, "", 5.0)
    known.value()
    row.value = "δεύτερο"
    known.forget()
    assert (known.last, known.forgotten) == ("πρώτο", 1)
    assert known.value() == "δεύτερο"


def test_how_long_a_value_is_good_may_depend_on_it(row: Row) -> None:
    known = Reread(row.read, "", lambda value: 1.0 if value == "πρώτο" else 60.0)
    known.value()
    row.value = "δεύτερο"
    row.seconds += 1
    assert known.value() == "δεύτερο"
    row.seconds += 59
    assert (known.value(), row.reads) == ("δεύτερο", 2)


def test_what_was_read_while_it_was_changed_is_not_kept(row: Row) -> None:
    def read(_last: str) -> str:
        value = row.read("")
        if row.reads == 1:
            # As another thread that commits in the meantime.
            row.value = "δεύτερο"
            known.forget()
        return value

    known = Reread(read, "", 5.0)
    assert known.value() == "πρώτο"
    assert known.value() == "δεύτερο"


def test_a_look_that_fails_is_tried_again(row: Row) -> None:
    answers: Iterator[int | Exception] = iter([LookupError(), 7])

    def read(_last: int) -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    known = Reread(read, 0, 5.0)
    with pytest.raises(LookupError):
        known.value()
    assert known.value() == 7
