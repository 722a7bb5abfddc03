"""From an address to the article in the reader's language, or its best fallback."""

from kb.reading.resolving import Reading, SignInNeeded, Text, TranslationLink, Unknown, resolve

__all__ = ["Reading", "SignInNeeded", "Text", "TranslationLink", "Unknown", "resolve"]
