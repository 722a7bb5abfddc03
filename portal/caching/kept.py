"""What every page asks for: kept in each process, and read again when something public changed."""

from collections.abc import Callable

from django.db import transaction

from portal.caching import generation


class Kept[Value]:
    """A value that `look` reads, until this process hears that something public has changed."""

    def __init__(self, look: Callable[[], Value]) -> None:
        self._look = look
        self._known: dict[str, Value] = {}

    def value(self) -> Value:
        """The value; raises whatever looking does."""
        # Before the look: a change in between makes it stale.
        _forgotten, stamp = generation.seen()
        known = self._known.get(stamp)
        if known is None:
            known = self._look()
            self._known.clear()
            self._known[stamp] = known
        return known

    def forget(self) -> None:
        """Look again at the next question."""
        self._known.clear()


def changed(forget: Callable[[], None]) -> None:
    """Make every cached page stale, and have this process look again, now and once committed."""
    generation.bump_generation()
    forget()
    transaction.on_commit(forget)
