"""Words that a reader may not know, and that nothing explains."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import ReadableText

# Capitals alone: not a part of a longer word, of a number, or of the name of a product.
_ABBREVIATION = re.compile(r"(?<![\w./_+&-])[^\W\d_a-zα-ωά-ώ]{2,6}(?![\w/_+&-])")
_ROMAN = re.compile(r"[IVXLCDM]+")
# Of a text with more of it than this, capitals are only how it is written.
_SHOUTED = 0.5
# The word before them, and what is in them.
_BRACKETS = re.compile(r"(\w{0,40})\s?[(（]([^)）]{0,200})")
_WORD = re.compile(r"[^\W\d_]{2,}")


def check_abbreviations(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """An abbreviation is spelled out somewhere in the text: beside it, in brackets."""
    fine = text.language.known | known.terms.defined | _spelled_out(text)
    for passage in text.passages:
        for match in _ABBREVIATION.finditer(passage.without_code):
            term = match[0]
            if term in fine or not term.isupper() or _ROMAN.fullmatch(term):
                continue
            fine |= {term}
            if not _is_shouted(passage.without_code):
                yield HardPlace(
                    passage.place,
                    _("“%(term)s” is never spelled out.") % {"term": term},
                    passage.words,
                )


def _spelled_out(text: ReadableText) -> frozenset[str]:
    """What once stands in brackets, or is followed by some."""
    found: set[str] = set()
    for said in (text.title, *(passage.without_code for passage in text.passages)):
        for before, inside in _BRACKETS.findall(said):
            found |= {before, *_WORD.findall(inside)}
    return frozenset(found)


def _is_shouted(text: str) -> bool:
    words = _WORD.findall(text)
    return sum(map(str.isupper, words)) > _SHOUTED * len(words)


def check_terms(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A term that is marked as needing a definition has one."""
    if not (terms := known.terms.undefined):
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(terms)))})\b", re.IGNORECASE)
    met: set[str] = set()
    for passage in text.passages:
        for match in pattern.finditer(passage.without_code):
            if (term := match[0].casefold()) not in met:
                met.add(term)
                words = _("“%(term)s” has no definition.") % {"term": match[0]}
                yield HardPlace(passage.place, words, passage.words)
