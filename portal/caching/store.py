"""The memory of cached pages: so many bytes for all of them, whatever strangers ask for."""

from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

# What a page costs beside its own bytes and its key's: two table entries, headers, an expiry.
_BESIDES = 512


class _Sized(OrderedDict[str, bytes]):
    """Kept values, most recently used first, and how many bytes they are together."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def __setitem__(self, key: str, value: bytes) -> None:
        if key in self:
            del self[key]
        super().__setitem__(key, value)
        self.size += size_of(key, value)

    def __delitem__(self, key: str) -> None:
        self.size -= size_of(key, self[key])
        super().__delitem__(key)

    def clear(self) -> None:
        super().clear()
        self.size = 0


_kept: dict[str, _Sized] = {}


def size_of(key: str, value: bytes) -> int:
    """What an entry counts for, in bytes."""
    return len(key) + len(value) + _BESIDES


class BoundedCache(LocMemCache):
    """Django's cache in memory, bounded by bytes instead of by entries.

    Of the options, MAX_BYTES holds for all entries of the process; what is larger than
    MAX_ENTRY_BYTES is not kept. The least recently used entries go first.
    """

    _cache: _Sized

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self._cache = _kept.setdefault(name, _Sized())
        self._most: int = params["OPTIONS"]["MAX_BYTES"]
        self._largest: int = params["OPTIONS"]["MAX_ENTRY_BYTES"]

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._cache.size

    def __len__(self) -> int:
        return len(self._cache)

    def forget(self, beginning: str) -> None:
        """Give back the room of all entries whose keys begin so."""
        beginning = self.make_key(beginning)
        with self._lock:  # type: ignore[attr-defined]
            for key in [key for key in self._cache if key.startswith(beginning)]:
                self._delete(key)  # type: ignore[attr-defined]

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        """Called with the lock held."""
        if size_of(key, value) > self._largest:
            self._delete(key)  # type: ignore[attr-defined]
            return
        self._cache[key] = value
        self._cache.move_to_end(key, last=False)
        self._expire_info[key] = self.get_backend_timeout(timeout)  # type: ignore[attr-defined]
        while self._cache.size > self._most:
            self._delete(next(reversed(self._cache)))  # type: ignore[attr-defined]
