"""From an address to the article in the reader's language, or its best fallback."""

from kb.reading.resolving import (
    Reading,
    ResolvedText,
    SignInNeeded,
    TranslationLink,
    Unknown,
    resolve,
)

__all__ = ["Reading", "SignInNeeded", "ResolvedText", "TranslationLink", "Unknown", "resolve"]
