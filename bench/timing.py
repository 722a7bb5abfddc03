"""Times in milliseconds."""

import math
import time
from collections.abc import Callable, Sequence


def timed[T](work: Callable[[], T]) -> tuple[float, T]:
    """How long it took, and what it returned."""
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so many percent of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * share / 100) - 1, 0)]
