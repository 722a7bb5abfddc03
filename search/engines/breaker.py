"""Not asking a server that does not answer, until it does again."""

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0


class Breaker:
    """Open after one failure. No reader waits for an open one: a thread of its own looks, now and
    then, whether the server is well, and closes it. `name` is what the log calls the server.
    """

    def __init__(self, name: str, is_well: Callable[[], bool]) -> None:
        self._name = name
        self._is_well = is_well
        self._lock = threading.Lock()
        self._pause = 0.0
        self._look_at = 0.0
        self._is_looking = False

    def is_closed(self) -> bool:
        """Whether the server may be asked."""
        with self._lock:
            if not self._pause:
                return True
            looks = not self._is_looking and time.monotonic() >= self._look_at
            self._is_looking = self._is_looking or looks
        if looks:
            threading.Thread(target=self._look, name="breaker", daemon=True).start()
        return False

    def failed(self, error: Exception) -> None:
        """Open it, or keep it open for longer."""
        with self._lock:
            if not self._pause:
                logger.warning("The %s does not answer: %s", self._name, error)
            self._open()

    def _open(self) -> None:
        self._pause = min(self._pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self._look_at = time.monotonic() + self._pause

    def _look(self) -> None:
        is_well = False
        try:
            is_well = self._is_well()
        finally:
            with self._lock:
                self._is_looking = False
                if is_well:
                    self._pause = 0.0
                    logger.info("The %s answers again", self._name)
                else:
                    self._open()
