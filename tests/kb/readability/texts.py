"""Texts as the rules read them, without a database."""

from kb.prose import html_in
from kb.readability.hints import hints
from kb.readability.texts import Passage, Picture, ReadableText, passages


def text(html: str, locale: str, title: str = "", alt: str | None = None) -> ReadableText:
    """A text of one block."""
    found: list[Passage] = list(passages("body.x", html_in.read(html)))
    pictures = [] if alt is None else [Picture("body.y", alt)]
    return ReadableText(locale=locale, title=title, passages=found, pictures=pictures)


def rules(html: str, locale: str, title: str = "", alt: str | None = None) -> list[str]:
    """The rules that find something in it, as often as they do."""
    return [hint.rule for hint in hints(text(html, locale, title, alt))]
