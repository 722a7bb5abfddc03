"""Text to tokens, the same for documents, queries and highlights, whatever the engine.

A token keeps where it stands in the original text, so that marks can be set there.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import Stemmer

from search.analysis import folding, informal, numbers, transliteration
from search.analysis.compounds import Compounds
from search.analysis.languages import SearchLanguage, language
from search.analysis.lemmas import Lemmas

# Combining marks are no word characters to `re`, but belong to the word they stand in.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983"
    "\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_LETTER = rf"[^\W_{_MARKS}]"
_IN_WORD = rf"[^\W_]|[{_MARKS}]"
# Scripts without spaces between words (Thai, Lao, Khmer, Kana, Han, Hangul).
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u1780-\u17d3\u3005\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff"
)
_TOKEN = re.compile(
    # A code: a name with a sign (C++, C#); a number in groups; or ASCII with a digit or an
    # underscore in it, held together by - _ . : /
    rf"(?P<code>[A-Za-z][A-Za-z0-9]*(?:\+\+?|\#)(?![\w+#])|{numbers.GROUPED}(?![A-Za-z.,]\w)"
    r"|(?=[A-Za-z0-9.:-]{0,40}[0-9_])[A-Za-z0-9]+(?:[-_.:][A-Za-z0-9]+)*)"
    rf"|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<word>{_LETTER}(?:{_IN_WORD})*(?:['’](?:{_IN_WORD})+)*)"
)
_HYPHENS = frozenset("-‐‑")
_SPACES = frozenset(numbers.SPACES)
# What stands between two spaces: no word goes on across one, so each is taken apart once. Only a
# number does, with its thousands and its unit.
_S = numbers.SPACES
_PIECE = re.compile(
    rf"[^\w\s]*\d[\d.,]*(?:[{_S}]\d{{3}}(?!\d))*(?:[{_S}]{numbers.UNIT}(?!\w)\S*)?[^\w\s]*(?!\S)"
    r"|\S+"
)
_LONGEST_WORD = 60
_LONGEST_KNOWN_PIECE = 80
_MOST_CACHED = 200_000


class Forms(NamedTuple):
    """What a word is compared by.

    `word` is folded only; `stem` is what inflected forms share; `extra` are further spellings to
    be found by (its lemma, a stem of the word typed without accents, a part without its article).
    `parts`: what it may be found by but does not ask for, as the parts of a compound.
    """

    word: str
    stem: str
    extra: tuple[str, ...] = ()
    is_code: bool = False
    parts: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Whatever it looks for."""
        return (self.word, self.stem, *self.extra)

    @property
    def all(self) -> tuple[str, ...]:
        """Whatever it may be found by."""
        return (*self.asked, *self.parts)


class Token(NamedTuple):
    """A word in a text."""

    start: int
    end: int
    forms: Forms


class _Known[Result](dict[str, Result]):
    """What pieces of texts became, so that a word that comes again costs no more than a look."""

    def __init__(self, make: Callable[[str], Result]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> Result:
        made = self._make(piece)
        if len(piece) <= _LONGEST_KNOWN_PIECE:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[piece] = made
        return made


class Analyser:
    """Takes texts of one language apart. Safe to share between threads."""

    def __init__(self, row: SearchLanguage) -> None:
        self.row = row
        self._stemmer = Stemmer.Stemmer(row.stemmer, 0) if row.stemmer else None
        self._lock = threading.Lock()
        self._known: dict[str, Forms] = {}
        self._pieces = _Known(lambda piece: tuple(self._apart(piece)))
        self._forms_of = _Known(lambda piece: tuple(one.forms for one in self._apart(piece)))
        self.spread: Mapping[str, frozenset[str]] = _Known(self._spread_out)
        """Every word, stem and further spelling in a text without spaces."""
        self._meant = informal.meant(row.code)
        self._lemmas = Lemmas(row)
        self._compounds = Compounds(row, self._lemmas) if row.compounds else None

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, in order."""
        for match in _PIECE.finditer(text):
            at = match.start()
            for start, end, forms in self.piece(match[0]):
                yield Token(at + start, at + end, forms)

    def all_forms(self, text: str) -> list[Forms]:
        """The forms of a text's tokens, in order; where they stand is not asked."""
        return list(chain.from_iterable(map(self._forms_of.__getitem__, self.pieces(text))))

    def pieces(self, text: str) -> list[str]:
        """A text where no word goes on: at spaces, but for those within a number."""
        return _PIECE.findall(text)

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that a word consists of, as it writes them; none when it is one word."""
        apart = self._compounds.apart(word) if self._compounds else ()
        return tuple(part.written for part in apart)

    def piece(self, piece: str) -> tuple[Token, ...]:
        """The tokens of a text without spaces."""
        return self._pieces[piece]

    def _spread_out(self, piece: str) -> frozenset[str]:
        return frozenset(chain.from_iterable(one.forms.all for one in self._apart(piece)))

    def _apart(self, written: str) -> Iterator[Token]:
        text, places = folding.usual_width(written)
        for start, end, forms in self._tokens_of(text):
            yield Token(places[start], places[end], forms)

    def _tokens_of(self, text: str) -> Iterator[Token]:
        before = None
        for match in _TOKEN.finditer(folding.digits(text)):
            start, end = match.span()
            if match.lastgroup == "word" and before and text[before.end : start] in _HYPHENS:
                before = Token(start, end, self._joined(before, match[0]))
                yield before
            elif match.lastgroup == "unspaced" and end - start > 1:
                for at in range(start, end - 1):
                    pair = text[at : at + 2]
                    yield Token(at, at + 2, Forms(pair, pair))
            else:
                forms = self.forms(match[0], is_code=match.lastgroup == "code")
                if before and before.forms.is_code and text[before.end : start] in _SPACES:
                    forms = _measured(before, forms)
                before = Token(start, end, forms)
                yield before

    def _joined(self, before: Token, written: str) -> Forms:
        forms = self.forms(written)
        return forms._replace(extra=(*forms.extra, before.forms.word + forms.word))

    def forms(self, written: str, is_code: bool = False) -> Forms:
        """What one word is compared by."""
        known = self._known.get(written)
        if known is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            word = written[:_LONGEST_WORD]
            known = self._known[written] = self._code(word) if is_code else self._word(word)
        return known

    def _code(self, written: str) -> Forms:
        word = written.lower()
        joined = re.sub(r"[-_.:]", "", word)
        extra = {joined, *map(_as_lemma, numbers.values(word))} - {word}
        parts = {*numbers.within(word), word.rstrip("+#")} - {word}
        found_by = tuple(sorted(one for one in parts if len(one) > 1))
        word = "".join(word.split())
        return Forms(word, word, tuple(sorted(extra)), is_code=True, parts=found_by)

    def _word(self, written: str) -> Forms:
        row = self.row
        lowered = self._without_elision(row.lower(written))
        word = row.fold(lowered)
        if not word:
            return Forms(lowered, lowered)
        meant = self._meant.get(word, lowered)
        stem = self._stem(meant)
        lemmas = self._lemmas.of(self._without_attached(meant))
        extra = {self._stem(word), *map(_as_lemma, lemmas)}
        for letters in row.maybe_attached:
            if word.startswith(letters) and len(word) - len(letters) >= 3:
                rest = lowered[len(letters) :]
                extra.add(self._stem(rest))
                if not self._lemmas.is_frequent(word):
                    extra.update(map(_as_lemma, self._lemmas.of(self._without_attached(rest))))
        if row.typed_in_latin and not word.isascii():
            extra |= {*map(transliteration.rough_greek, (word, *lemmas))}
            extra.add(transliteration.rough_greek_stem(stem))
        parts = self._compounds.within(lowered) if self._compounds else ()
        return Forms(
            word, stem, tuple(sorted(extra - {stem, ""})), parts=tuple(map(_as_lemma, parts))
        )

    def _stem(self, lowered: str) -> str:
        row = self.row
        if self._stemmer is None:
            return row.fold(lowered)
        prepared = row.before_stem(lowered)
        if row.article:
            prepared = row.article + self._without_attached(prepared)
        with self._lock:
            stem: str = self._stemmer.stemWord(prepared)
        return row.fold(stem) or row.fold(lowered)

    def _without_attached(self, word: str) -> str:
        for prefix in self.row.attached:
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                return word[len(prefix) :]
        return word

    def _without_elision(self, word: str) -> str:
        word = word.replace("’", "'")
        if self.row.elision and "'" in word:
            before, after = word.split("'", 1)
            if before in self.row.elision and after:
                return after
        return word


def _measured(number: Token, unit: Forms) -> Forms:
    """A unit, found with the number before it as one word, too."""
    value = numbers.measure(number.forms.word, unit.word)
    return unit._replace(extra=(*unit.extra, _as_lemma(value))) if value else unit


def _as_lemma(word: str) -> str:
    """Marked, so that a lemma is never taken for a stem or a word that is spelt the same."""
    return f"={word}"


@lru_cache(maxsize=128)
def analyser(tag: str) -> Analyser:
    """The analyser for a language tag, one for each row."""
    row = language(tag)
    return _of_row(row.code) if row.code != tag else Analyser(row)


def _of_row(code: str) -> Analyser:
    return analyser(code)
