"""From an address to the article in the reader's language, or its best fallback."""

from kb.reading.resolving import (
    ResolvedPage,
    ResolvedText,
    SignInNeeded,
    TranslationLink,
    Unknown,
    resolve,
)

__all__ = ["ResolvedPage", "ResolvedText", "SignInNeeded", "TranslationLink", "Unknown", "resolve"]
