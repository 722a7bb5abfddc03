"""The words that a site agrees on: what a thing is called in each language, and what it means.

Other rooms ask `terms_in` for the terms of a text, and `words_of` for the glossary of a language.
"""

from kb.glossary.kept import words_of
from kb.glossary.pairs import TermPair, terms_in

__all__ = ["TermPair", "terms_in", "words_of"]
