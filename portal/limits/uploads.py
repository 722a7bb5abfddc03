"""Files: a route says how many it takes, how large and from whom; no other route reads any.

Django by itself writes every file of every form to the disk before a view, or even the check of
a token, is asked. Here a file is read past unless its route has declared it, and no more of a
form is read at all than its fields and its files may have.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser
from django.http.response import HttpResponseBase


@dataclass(frozen=True, slots=True)
class Files:
    """At most so many files of so many bytes each, from who has the right; "" is from anybody."""

    most: int
    largest: int
    right: str = "tools.enter"

    @property
    def readable(self) -> int:
        """How much of a form is read: its files, its fields, and what stands between them."""
        return self.most * self.largest + 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def make_inert(response: HttpResponseBase) -> None:
    """Serve a file that somebody sent as nothing but a file: none runs, none is sniffed."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"


NONE = Files(0, 0)
_declared: dict[str, Files] = {}


def take(files: Files, *routes: str) -> None:
    """Let routes take files; they are named as `resolve(path).view_name` names them."""
    _declared.update(dict.fromkeys(routes, files))


def taken_by(route: str) -> Files:
    """What a route takes."""
    return _declared.get(route, NONE)


def declared() -> dict[str, Files]:
    """What every route takes; who is not named takes none."""
    return dict(_declared)


class BoundedFiles(FileUploadHandler):
    """Reads a form's fields and those files that are taken; `refused` says if there were others.

    As the setting FILE_UPLOAD_HANDLERS has it, it takes none.
    """

    def __init__(self, request: HttpRequest | None = None, files: Files = NONE) -> None:
        super().__init__(request)
        self.files = files
        self.refused = False

    def handle_raw_input(  # type: ignore[override]
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - as Django calls it
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> tuple[Any, Any]:
        """Parse no more than may be read; what is left out of sight was too much."""
        self.refused = content_length > self.files.readable
        handlers = [
            _Counted(self),
            MemoryFileUploadHandler(self.request),
            TemporaryFileUploadHandler(self.request),
        ]
        stream = LimitedStream(input_data, self.files.readable)
        parsed: tuple[Any, Any] = MultiPartParser(META, stream, handlers, encoding).parse()
        return parsed


class _Counted(FileUploadHandler):
    """Stands before the handlers that keep files, and lets through what is within the bound."""

    def __init__(self, bound: BoundedFiles) -> None:
        super().__init__(bound.request)
        self._bound = bound
        self._seen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._seen += 1
        if self._seen > self._bound.files.most:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self._bound.files.largest:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _refuse(self) -> None:
        self._bound.refused = True
        raise SkipFile
