"""Marks in the original text, whichever engine found it: safe HTML, `<mark>` and nothing else."""

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.analyser import PIECE, Token, analyser
from search.documents import Document

LENGTH = 220
# How far into a long body a passage is looked for.
_FURTHEST = 6_000
_LEAD = 60
_SENTENCE_ENDS = frozenset(".!?;؟。！？\n")

Span = tuple[int, int]


def marked(text: str, locale: str, wanted: Set[str]) -> SafeString:
    """The whole text with the wanted words marked."""
    return _with_marks(text, [(token.start, token.end) for token in _hits(text, locale, wanted)])


def excerpt(document: Document, wanted: Set[str], length: int = LENGTH) -> SafeString:
    """The passage of a document that says most about the wanted words, marked.

    It is the summary if that has any of them, or if the body has none either.
    """
    summary = document.summary.strip()
    if summary and (hits := _hits(summary, document.locale, wanted)):
        return _passage(summary, hits, length)
    body = document.body[:_FURTHEST]
    hits = _hits(body, document.locale, wanted)
    return _passage(body, hits, length) if hits or not summary else _passage(summary, [], length)


def _hits(text: str, locale: str, wanted: Set[str]) -> list[Token]:
    return _marker(locale, frozenset(wanted)).hits(text)


class _Marker:
    """Finds wanted words. Texts of a page share most of their words: each is judged once."""

    def __init__(self, locale: str, wanted: frozenset[str]) -> None:
        self._analyser = analyser(locale)
        self._wanted = wanted
        self._having: set[str] = set()
        self._lacking: set[str] = set()

    def hits(self, text: str) -> list[Token]:
        """The wanted tokens of a text, in order."""
        pieces = set(text.split())
        for piece in pieces - self._having - self._lacking:
            (self._having if self._in_piece(piece) else self._lacking).add(piece)
        if self._having.isdisjoint(pieces):
            return []
        return [
            Token(match.start() + start, match.start() + end, forms)
            for match in PIECE.finditer(text)
            if match[0] in self._having
            for start, end, forms in self._in_piece(match[0])
        ]

    def _in_piece(self, piece: str) -> list[Token]:
        wanted = self._wanted
        return [
            token
            for token in self._analyser.piece(piece)
            if token.forms.stem in wanted
            or token.forms.word in wanted
            or not wanted.isdisjoint(token.forms.extra)
        ]


@lru_cache(maxsize=32)
def _marker(locale: str, wanted: frozenset[str]) -> _Marker:
    return _Marker(locale, wanted)


def _passage(text: str, hits: Sequence[Token], length: int) -> SafeString:
    start = _start(text, _densest(hits, length - _LEAD))
    end = min(start + length, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + length // 2, end), start + length // 2)
    spans = [(one.start, one.end) for one in hits if start <= one.start and one.end <= end]
    shown = _with_marks(text[start:end], [(a - start, b - start) for a, b in spans])
    before, after = "… " if start else "", " …" if end < len(text) else ""
    # Line ends would only break the excerpt; escaping is done, so nothing else changes.
    return mark_safe(f"{before}{' '.join(shown.split())}{after}")


def _densest(hits: Sequence[Token], width: int) -> int:
    """Where the stretch begins that has the most different wanted words, then the most."""
    best, at = (0, 0), 0
    for first, hit in enumerate(hits[:200]):
        near = [one for one in hits[first : first + 40] if one.end - hit.start <= width]
        score = (len({one.forms.stem for one in near}), len(near))
        if score > best:
            best, at = score, hit.start
    return at


def _start(text: str, hit: int) -> int:
    """The beginning of the hit's sentence, or of a word, if that is near."""
    for at in range(hit - 1, max(hit - _LEAD, -1), -1):
        if text[at] in _SENTENCE_ENDS:
            return at + 1
    if hit <= _LEAD:
        return 0
    space = text.find(" ", hit - _LEAD, hit)
    return space + 1 if space >= 0 else hit


def _with_marks(text: str, spans: Iterable[Span]) -> SafeString:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start < done:  # Pairs of characters overlap: one mark goes on.
            if end > done and parts:
                parts[-1] = f"{parts[-1].removesuffix('</mark>')}{escape(text[done:end])}</mark>"
                done = end
            continue
        parts += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
        done = end
    parts.append(escape(text[done:]))
    return mark_safe("".join(parts))
