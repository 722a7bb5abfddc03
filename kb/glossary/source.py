"""A text in the language that it was written in: words in it that must not be used."""

from dataclasses import dataclass

from kb.glossary.kept import words_of


@dataclass(frozen=True, slots=True)
class Misused:
    """A word as it stands in the text, and the one to write instead."""

    found: str
    word: str


def misused_in(text: str, locale: str) -> list[Misused]:
    """Such words of a plain text, each once, in order. A query at most, see `words_of`."""
    words = words_of(locale)
    found = (
        Misused(text[hit.start : hit.end], words.entries[hit.wordings[0].term].word)
        for hit in words.every.find(text)
        if all(wording.is_forbidden for wording in hit.wordings)
    )
    return list({one.found.casefold(): one for one in found}.values())
