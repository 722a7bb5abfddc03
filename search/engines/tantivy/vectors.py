"""Vectors of the embedded index: two files beside each language's index, only ever appended to.

    vectors-<space>.f32   passages, one vector after the other
    vectors-<space>.ids   for each of them, to which text it belongs (eight bytes)

A text's id is made from its vectors and stands in the tantivy index, too. So a record counts only
once its text has been committed, no longer when the text has changed or gone, and is not written
again when the text comes back. What is left over goes when the index is built anew.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.documents.entries import Vector, Vectors

# Of search.entries.Vectors.digest.
_ID = 8
_FLOAT = 4


def _dimensions(space: str) -> int:
    return int(space.split("-", 1)[0])


class VectorWriter:
    """Appends to the files of one language. One process writes at a time: who holds the lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, set[bytes]] = {}

    def add(self, several: Sequence[Vectors]) -> None:
        """Keep the vectors of texts; durable on return."""
        spaces = {one.space for one in several}
        for space in spaces:
            self._add(space, [one for one in several if one.space == space])

    def _add(self, space: str, several: Sequence[Vectors]) -> None:
        known = self._ids(space)
        ids: list[bytes] = []
        values: list[bytes] = []
        for one in several:
            name = bytes.fromhex(one.digest)
            if name not in known:
                known.add(name)
                ids += [name] * len(one.values)
                values += one.values
        if ids:
            _append(_path(self._folder, space, "f32"), values)
            _append(_path(self._folder, space, "ids"), ids)

    def _ids(self, space: str) -> set[bytes]:
        if space not in self._known:
            content = _read(_path(self._folder, space, "ids"))
            whole = len(content) - len(content) % _ID
            # What a killed writer left of a record is cut off.
            _cut(_path(self._folder, space, "ids"), whole)
            _cut(
                _path(self._folder, space, "f32"),
                whole // _ID * _dimensions(space) * _FLOAT,
            )
            self._known[space] = {content[at : at + _ID] for at in range(0, whole, _ID)}
        return self._known[space]


class VectorReader:
    """The files of one language as they are now; the vectors stay on disk until looked at."""

    def __init__(self, folder: Path, space: str) -> None:
        # Here and not above: most processes look at no vector, and it takes 10 MB.
        import numpy as np

        # The ids are written last, so there is a vector for each of them.
        content = _read(_path(folder, space, "ids"))
        self._ids = np.frombuffer(content[: len(content) // _ID * _ID], f"V{_ID}")
        shape = (len(self._ids), _dimensions(space))
        self._vectors = (
            np.memmap(_path(folder, space, "f32"), "<f4", "r", shape=shape)
            if len(self._ids)
            else np.empty(shape, "<f4")
        )

    def nearest(self, vector: Vector, first: int) -> Iterator[dict[str, float]]:
        """Ids of texts with their inner products: the nearest `first`, then ever more at once."""
        import numpy as np

        products = self._vectors @ np.frombuffer(vector.value, "<f4")
        start, stop = 0, min(first, len(products))
        seen: set[str] = set()
        while start < stop:
            # In two steps: sorting all is needless for the first few.
            part = np.argpartition(-products, stop - 1)[:stop] if stop < len(products) else None
            best = np.arange(len(products)) if part is None else part
            best = best[np.argsort(-products[best], kind="stable")][start:stop]
            found: dict[str, float] = {}
            for at in best:
                name = self._ids[at].tobytes().hex()
                if name not in seen:
                    seen.add(name)
                    found[name] = float(products[at])
            yield found
            start, stop = stop, min(stop * 4, len(products))


def size(folder: Path, space: str) -> int:
    """Grows with every change of the files."""
    try:
        return _path(folder, space, "ids").stat().st_size
    except FileNotFoundError:
        return 0


def _path(folder: Path, space: str, kind: str) -> Path:
    return folder / f"vectors-{space}.{kind}"


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _cut(path: Path, length: int) -> None:
    if path.exists() and path.stat().st_size > length:
        os.truncate(path, length)


def _append(path: Path, parts: Sequence[bytes]) -> None:
    with path.open("ab") as file:
        file.write(b"".join(parts))
        file.flush()
        os.fsync(file.fileno())
