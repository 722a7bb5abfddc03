"""How hard a text is to read, as a number by which texts of one language are compared.

It is LIX (Björnsson 1968): the words of a sentence, and the share of long words in percent. It
needs no syllables and was made for several languages. What a long word is, is the language's own.
"""

from dataclasses import dataclass

from kb.prose.sentences import UNSPACED, length, words
from kb.readability.texts import ReadableText


@dataclass(frozen=True, slots=True)
class Measures:
    """What is counted of a text; `words` are characters where nothing stands between words."""

    words: int
    sentences: int
    long_words: int

    @property
    def difficulty(self) -> float:
        """0 of a text without words; about 20 to 70 of others."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words


def measure(text: ReadableText) -> Measures:
    """Count the running text; neither its headings nor its codes."""
    language = text.language
    lengths = [length(sentence, language.code) for _passage, sentence in text.sentences]
    long_words = 0
    if language.code not in UNSPACED:
        found = (word for passage in text.passages for word in words(passage.without_code))
        long_words = sum(len(word) > language.word for word in found)
    return Measures(sum(lengths), sum(map(bool, lengths)), long_words)
