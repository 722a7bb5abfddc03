"""Cookies of our own that a browser keeps for long: one form for all of them."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse


@dataclass(frozen=True, slots=True)
class LastingCookie:
    """A cookie that no script reads; over HTTPS "__Host-" is before its name, so that no other
    host sets it."""

    name: str
    kept: timedelta

    def named(self, *, is_secure: bool) -> str:
        """Its name; "__Host-" holds only over HTTPS."""
        return f"__Host-{self.name}" if is_secure else self.name

    def give(self, response: HttpResponse, value: str, *, is_secure: bool) -> None:
        """Let the browser keep a value, in the place of an earlier one."""
        response.set_cookie(
            self.named(is_secure=is_secure),
            value,
            max_age=self.kept,
            secure=is_secure,
            httponly=True,
            samesite="Lax",
        )
