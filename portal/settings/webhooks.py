"""The secret by which webhooks are signed, as https://www.standardwebhooks.com has it."""

import base64
import binascii

_PREFIX = "whsec_"
_LEAST, _MOST = 24, 64
"""Bytes."""


def secret(text: str, *, is_needed: bool) -> None:
    """Raises ValueError for a secret that is none, or is missing where it is needed."""
    if not text:
        if is_needed:
            raise ValueError("WEBHOOK_URL needs it: what is told is signed")
        return
    try:
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("not whsec_ and then Base64") from error
    if not text.startswith(_PREFIX) or not _LEAST <= len(key) <= _MOST:
        raise ValueError(f"not whsec_ and then {_LEAST} to {_MOST} bytes in Base64")
