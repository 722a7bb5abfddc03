"""The translators' desk: an article's segments beside their translation, in one language."""
