"""A page that is a step itself."""

from collections.abc import Callable
from functools import partial
from typing import Unpack

from django.http import HttpResponse
from django.utils import timezone

from portal.actors import Actor
from portal.journal import StepDetails, record


class CountedPage(HttpResponse):
    """Writes its step down when it has been sent: no reader waits for our bookkeeping.

    The step is of the time at which the page was made.
    """

    def __init__(
        self, content: str, actor: Actor, kind: str, **details: Unpack[StepDetails]
    ) -> None:
        super().__init__(content)
        made = StepDetails(at=timezone.now(), reader_locale=actor.language)
        self._write: Callable[[], object] | None = partial(record, actor, kind, **(made | details))

    def close(self) -> None:
        """Called by the server when the page has been sent, or the reader has gone."""
        write, self._write = self._write, None
        try:
            if write:
                write()
        finally:
            super().close()
