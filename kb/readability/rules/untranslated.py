"""Sentences in another language than the article's."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kb.prose.sentences import sentences
from kb.prose.unchanged import says_something
from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import CODE, ReadableText

_LATIN = "Latn"
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")


def check_translated(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """No sentence of a translation is one of the source, and none is in the source's letters."""
    for passage, sentence in text.sentences:
        if sentence in known.source and says_something(sentence):
            yield HardPlace(passage.place, _("It is the same as the source."), sentence)
    if text.language.script in ("", _LATIN):
        return
    for passage in text.passages:
        # What a machine says stands there as it says it.
        for sentence in sentences(passage.without_code, text.language.code):
            if sentence not in known.source and _is_latin(sentence):
                words = _("It is in the letters of another language.")
                yield HardPlace(passage.place, words, sentence.replace(CODE, "…"))


def _is_latin(sentence: str) -> bool:
    return says_something(sentence) and all(map(_LATIN_LETTER.match, _LETTER.findall(sentence)))
