"""A gentle bound on how many searches a process answers, whoever asks.

It holds for all readers together: nobody is told apart by address or agent. It costs no query.
"""

import threading
import time
from collections import deque
from datetime import timedelta

from portal.limits import TooMany


class Bound:
    """At most `most` in any `seconds`; over it, TooMany."""

    def __init__(self, name: str, most: int, seconds: float) -> None:
        self._name = name
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self, now: float | None = None) -> None:
        """Count one; raises TooMany."""
        now = time.monotonic() if now is None else now
        with self._lock:
            while self._times and self._times[0] <= now - self._seconds:
                self._times.popleft()
            if len(self._times) >= self._most:
                raise TooMany(self._name, timedelta(seconds=self._seconds))
            self._times.append(now)


SEARCHES = Bound("search", 500, 10)
SUGGESTIONS = Bound("suggest", 1_000, 10)
