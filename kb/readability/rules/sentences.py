"""Sentences that nobody can keep in mind to their end."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from kb.prose.sentences import UNSPACED, length
from kb.readability.found import HardPlace, TextContext
from kb.readability.languages import PlainBounds
from kb.readability.texts import ReadableText
from portal import cldr


def check_length(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A sentence is no longer than is plain in its language."""
    for passage, sentence in text.sentences:
        if words := long_sentence(sentence, text.language):
            yield HardPlace(passage.place, words, sentence)


def long_sentence(sentence: str, language: PlainBounds) -> str:
    """What is said of a sentence that is too long, "" of any other."""
    count = length(sentence, language.code)
    if count <= language.sentence:
        return ""
    told = {"n": cldr.number(count), "most": cldr.number(language.sentence)}
    if language.code in UNSPACED:
        words = ngettext(
            "A sentence of %(n)s character; up to %(most)s is plain.",
            "A sentence of %(n)s characters; up to %(most)s is plain.",
            count,
        )
    else:
        words = ngettext(
            "A sentence of %(n)s word; up to %(most)s is plain.",
            "A sentence of %(n)s words; up to %(most)s is plain.",
            count,
        )
    return words % told
