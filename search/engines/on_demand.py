"""Answers that are worked out when they are looked at."""

from collections.abc import Callable, Sequence
from typing import overload

from search.engines.base import Answer


class OnDemand(Sequence[Answer]):
    """Answers that are worked out when they are looked at."""

    def __init__(self, number: int, work_out: Callable[[int], Answer]) -> None:
        self._number = number
        self._work_out = work_out

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> Answer: ...
    @overload
    def __getitem__(self, place: slice) -> list[Answer]: ...
    def __getitem__(self, place: int | slice) -> Answer | list[Answer]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._number))]
        if not 0 <= place < self._number:
            raise IndexError(place)
        return self._work_out(place)
