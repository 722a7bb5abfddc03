"""A row that every page asks for: kept in the process, and read again once it is a little old.

So another process's change is known within that time, and asking costs no query until then. What
this process changes itself it forgets, and knows at once.
"""

import threading
import time
from collections.abc import Callable

clock = time.monotonic


class Reread[Value]:
    """What `read` gave last; `read` is handed that, and raises whatever it does.

    `first` is what is known before anything was read, and `after` how old, in seconds, a value
    is when it is read again, which may depend on it. Threads share it.
    """

    def __init__(
        self,
        read: Callable[[Value], Value],
        first: Value,
        after: float | Callable[[Value], float],
    ) -> None:
        self.last = first
        """As it was read last, however long ago."""
        self.forgotten = 0
        """How often it was."""
        self._read = read
        self._after = after
        self._until = float("-inf")
        self._lock = threading.Lock()

    def value(self) -> Value:
        """The value, younger than `after`."""
        now = clock()
        if now < self._until:
            return self.last
        forgotten = self.forgotten
        value = self._read(self.last)
        with self._lock:
            # What was read while another thread changed it may be from before.
            if forgotten == self.forgotten:
                self.last = value
                self._until = now + (self._after(value) if callable(self._after) else self._after)
        return value

    def forget(self) -> None:
        """Read it at the next question, even if its time is not over."""
        with self._lock:
            self._until = float("-inf")
            self.forgotten += 1
