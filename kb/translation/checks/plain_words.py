"""Plain words: what a translation is asked as any text of its language is."""

from collections.abc import Iterator

from kb.prose.sentences import sentences
from kb.readability.languages import language_of
from kb.readability.rules.sentences import long_sentence
from kb.translation.checks.pairs import Pair


def check_sentences(pair: Pair) -> Iterator[str]:
    """A sentence is no longer than is plain in its language, whatever the source's is."""
    for sentence in sentences(pair.says, pair.language):
        if words := long_sentence(sentence, language_of(pair.locale)):
            yield words
