"""Marks in the original text, whichever engine found it: safe HTML, `<mark>` and nothing else."""

from collections.abc import Iterable, Iterator, Sequence, Set
from html import escape

from django.utils.safestring import SafeString

from search.analysis.analyser import Token, analyser
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
    """The wanted tokens of a text, in order."""
    known = analyser(locale)
    spread = known.spread
    having = [piece for piece in set(known.pieces(text)) if not wanted.isdisjoint(spread[piece])]
    return [
        Token(at + start, at + end, forms)
        for at, piece in sorted((at, piece) for piece in having for at in _places(text, piece))
        for start, end, forms in known.piece(piece)
        if not wanted.isdisjoint(forms.all)
    ]


def _places(text: str, piece: str) -> Iterator[int]:
    """Where it stands between two spaces. (To go through all pieces for it would take long.)"""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not text[at - 1 : at].strip() and not text[end : end + 1].strip():
            yield at
        at = text.find(piece, end)


def _passage(text: str, hits: Sequence[Token], length: int) -> SafeString:
    start = _start(text, _densest(hits, length - _LEAD))
    end = min(start + length, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + length // 2, end), start + length // 2)
    spans = [(one.start, one.end) for one in hits if start <= one.start and one.end <= end]
    shown = _with_marks(text[start:end], [(a - start, b - start) for a, b in spans])
    before, after = "… " if start else "", " …" if end < len(text) else ""
    # Line ends would only break the excerpt; escaping is done, so nothing else changes.
    return SafeString(f"{before}{' '.join(shown.split())}{after}")


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
    return SafeString("".join(parts))
