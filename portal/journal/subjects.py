"""What tells one step from another of its kind without saying what it was: a keyed hash."""

from typing import Any

from portal.journal import readers
from portal.journal.models import OF_FIXES, StepKind

_LENGTH = 16
_WORDS = 12


def subject_of(salt: str, kind: str, fields: dict[str, Any], locale: str) -> str:
    """Of a search its words, then its language; of anything else the thing and the attempt.

    Two fixes of one text are two things; a text that is read is one, whichever fix it shows.

    The same words in another language are another search, with other answers.
    """
    if kind == StepKind.SEARCH:
        words = " ".join(fields["query"].casefold().split())
        language = readers.hashed(salt, locale, _LENGTH - _WORDS)
        return readers.hashed(salt, words, _WORDS) + language
    thing = f"{fields['item_kind']}:{fields['family']}:{fields['attempt'] or ''}"
    if kind in OF_FIXES:
        thing += f":{fields['part']}"
    return readers.hashed(salt, thing, _LENGTH)


def words_of(subject: str) -> str:
    """What tells the words of one search from another's, whatever language they were asked in."""
    return subject[:_WORDS]
