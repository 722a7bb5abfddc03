"""Telling the log of what fails again and again."""

import logging
import time

AGAIN_AFTER = 60.0
"""Seconds: a database that is away for a night would fill the log, with a traceback each look."""


class SeldomTold:
    """Tells of the failure that is handled, unless it has told of one just now."""

    def __init__(self, logger: logging.Logger, sentence: str) -> None:
        self._logger = logger
        self._sentence = sentence
        self._quiet_until = 0.0

    def tell(self) -> None:
        """To be called where the failure is handled."""
        now = time.monotonic()
        if now >= self._quiet_until:
            self._logger.exception(self._sentence)
            self._quiet_until = now + AGAIN_AFTER
