"""Asking an engine over HTTP: within the networks that are listed, and within bounds."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import urllib3
from django.conf import settings

from portal import outbound
from portal.machine_translation.errors import (
    MachineError,
    MachineRefusedError,
    OverCostError,
    SlowError,
    TemporaryError,
    UnsupportedError,
)
from portal.machine_translation.passages import Passage, from_tagged

_TIMEOUT = urllib3.Timeout(connect=5, read=60)
"""Seconds that an engine may take to answer: large models take long."""
_MOST = 2_000_000
"""Bytes of an answer."""
_TOO_MANY = 429
_FAILS = 500
_NOT_READY = frozenset({408, 425, _TOO_MANY, 529})


def post_json(url: str, asked: Any, headers: Mapping[str, str]) -> tuple[int, Any]:
    """Ask with JSON; returns the status and what the answer says, None for what is no JSON.

    Raises MachineError where there is no answer.
    """
    body = json.dumps(asked, ensure_ascii=False).encode(errors="replace")
    return _post(url, body, {"Content-Type": "application/json", **headers})


def post_form(url: str, asked: Mapping[str, str]) -> tuple[int, Any]:
    """The same with a form."""
    body = urlencode(asked, errors="replace").encode()
    return _post(url, body, {"Content-Type": "application/x-www-form-urlencoded"})


def texts(said: Any, *, count: int) -> list[Passage]:
    """What came back as passages; raises TemporaryError for what is no list of so many texts."""
    if not isinstance(said, list) or len(said) != count:
        raise TemporaryError("not an answer to what was asked")
    if not all(isinstance(one, str) for one in said):
        raise TemporaryError("an answer without texts")
    return [from_tagged(one) for one in said]


def error(
    status: int,
    said: Any,
    *,
    over_cost: Iterable[int] = (),
    unsupported: Iterable[str] = (),
) -> MachineError:
    """What a status other than 200 means; `unsupported` are words that engines say it with.

    The words of the error hold nothing that was sent.
    """
    words = f"answered {status}"
    if status in over_cost:
        return OverCostError(words)
    if status in _NOT_READY or status >= _FAILS:
        return TemporaryError(words)
    told = json.dumps(said).lower() if said is not None else ""
    if any(one in told for one in unsupported):
        return UnsupportedError(words)
    return MachineRefusedError(words)


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
    networks = settings.MACHINE_TRANSLATION["networks"]
    try:
        answer = outbound.post(url, body, headers, within=networks, timeout=_TIMEOUT, most=_MOST)
    except outbound.RefusedError as refused:
        raise MachineRefusedError(str(refused)) from refused
    except (urllib3.exceptions.ReadTimeoutError, outbound.TooLongError) as slow:
        raise SlowError(type(slow).__name__) from slow
    except (OSError, urllib3.exceptions.HTTPError) as away:
        raise TemporaryError(type(away).__name__) from away
    except ValueError as wrong:
        raise MachineRefusedError(type(wrong).__name__) from wrong
    try:
        return answer.status, json.loads(answer.body)
    except (ValueError, RecursionError):
        return answer.status, None
