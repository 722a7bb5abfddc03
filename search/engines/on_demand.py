"""Answers that are worked out when they are looked at."""

from collections.abc import Callable, Sequence
from typing import overload

from search.engines.base import Answer


class OnDemand(Sequence[Answer]):
    """Answers that are worked out when they are looked at; so are those of a part of them."""

    def __init__(self, number: int, work_out: Callable[[int], Answer]) -> None:
        self._number = number
        self._work_out = work_out

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> Answer: ...
    @overload
    def __getitem__(self, place: slice) -> "OnDemand": ...
    def __getitem__(self, place: int | slice) -> "Answer | OnDemand":
        if isinstance(place, slice):
            places = range(*place.indices(self._number))
            return OnDemand(len(places), lambda one: self._work_out(places[one]))
        if not 0 <= place < self._number:
            raise IndexError(place)
        return self._work_out(place)
