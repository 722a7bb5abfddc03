"""Values that go out and come back unchanged, or not at all: in addresses, forms and cookies.

Each purpose has a salt of its own, so what is signed for one opens nothing else. A salt never
changes, nor how a value is written: mails that were sent long ago still lead to their pages.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner


class _Signed[Value](ABC):
    """For the purpose that `salt` names; `make` gives the value of what was signed.

    What `lasts` is read for so long; else it has no end, as a mail has none.
    """

    def __init__(
        self, salt: str, make: Callable[[Any], Value], *, lasts: timedelta | None = None
    ) -> None:
        self._signer = TimestampSigner(salt=salt) if lasts else Signer(salt=salt)
        self._make = make
        self._lasts = lasts

    def read(self, signed: str) -> Value | None:
        """The value; None for what we have not signed, or too long ago."""
        try:
            return self._make(self._unsigned(signed))
        except (BadSignature, TypeError, ValueError):
            return None

    def is_over(self, signed: str) -> bool:
        """Whether we have signed it, and too long ago."""
        try:
            self._unsigned(signed)
        except SignatureExpired:
            return True
        except (BadSignature, ValueError):
            return False
        return False

    @abstractmethod
    def _unsigned(self, signed: str) -> Any:
        """What was signed; raises BadSignature, and SignatureExpired of what was ours."""


class SignedText[Value](_Signed[Value]):
    """A value that is signed as text, and stays legible."""

    def sign(self, text: str) -> str:
        """The text with its signature."""
        return self._signer.sign(text)

    def _unsigned(self, signed: str) -> str:
        if isinstance(self._signer, TimestampSigner):
            return self._signer.unsign(signed, max_age=self._lasts)
        return self._signer.unsign(signed)


class SignedObject[Value](_Signed[Value]):
    """A value that is signed as JSON: lists, names, texts and numbers."""

    def sign(self, content: Any) -> str:
        """The content, packed, with its signature."""
        return self._signer.sign_object(content)

    def _unsigned(self, signed: str) -> Any:
        bounds: dict[str, Any] = {"max_age": self._lasts} if self._lasts else {}
        return self._signer.unsign_object(signed, **bounds)
