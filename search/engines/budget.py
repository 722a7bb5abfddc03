"""No reader waits longer for another server than a budget of time allows."""

import threading
import time
from collections.abc import Callable

from search.engines.base import EngineError


def within[T](budget: float, work: Callable[[Callable[[], float]], T]) -> T:
    """The result of work that is told what is left of its time; raises EngineError when it is up.

    A server may send a byte now and then and keep a socket busy for ever, so the work runs in a
    thread that is left behind when the time is up.
    """
    until = time.monotonic() + budget
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(lambda: max(until - time.monotonic(), 0.01)))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            errors.append(error)

    thread = threading.Thread(target=run, name="within-budget", daemon=True)
    thread.start()
    thread.join(budget)
    if errors:
        raise errors[0]
    if not results:
        raise EngineError(f"No answer within {budget:g} s")
    return results[0]
