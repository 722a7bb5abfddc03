"""Videos in ranges: who may have them has been asked, as of every document.

A browser plays from where one likes, so it asks for ranges. No answer to one is longer than
`MOST`: whoever receives slowly keeps nobody else waiting, and the browser asks for what follows.
Who asks for no range gets the whole from Wagtail.
"""

import re
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from wagtail import hooks

from kb.media.contents import VIDEOS
from portal.limits.uploads import make_inert

MOST = 2 * 1024 * 1024
_RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})")


def set_up() -> None:
    """Called once, when the app is ready: after those that ask who may have a document."""
    hooks.register("before_serve_document", serve, order=1)


def serve(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The part of a video that is asked for; None for other documents, and for all of it."""
    kind = VIDEOS.get(document.file_extension.lower())
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if kind is None or not match or not (match["first"] or match["last"]):
        return None
    tag = f'"{document.get_file_hash()}"'
    if request.headers.get("If-Range", tag) != tag:
        return None  # It is another video by now.
    response = _part(document, *_bounds(match["first"], match["last"], document.file.size))
    response.headers["Content-Type"] = kind
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    patch_cache_control(response, private=True, max_age=3600)
    make_inert(response)
    return response


def _part(document: Any, first: int, last: int) -> HttpResponse:
    size = document.file.size
    if first > last:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers={"Content-Range": f"bytes */{size}"},
        )
    with document.file.open("rb") as file:
        file.seek(first)
        data = file.read(last - first + 1)
    return HttpResponse(
        data,
        status=HTTPStatus.PARTIAL_CONTENT,
        headers={"Content-Range": f"bytes {first}-{last}/{size}"},
    )


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte of a range; the first is beyond the last for a wrong one."""
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    return start, min(end, start + MOST - 1)
