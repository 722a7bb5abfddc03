"""A segment as it is sent, and back: codes, links and whatever is a thing become marks.

What comes back is held against what was sent, as the desk's checks do: with another number, or
without a code, it is no translation.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from kb.translation.checks.checking import findings
from kb.translation.checks.pairs import Pair
from kb.translation.markup import MARK, InlineElement, from_typed, numbered, plain, typed
from kb.translation.segments import Origin, Segment
from kb.translation.segments.writing import fault
from portal.machine_translation.engines.base import PreferredTerm
from portal.machine_translation.passages import Passage, Placeholder, TagRole
from portal.text import clean_text

_STRICT = frozenset({"numbers", "addresses", "placeholders", "codes", "markup"})
"""The checks that a machine's text must pass; a person may know better."""
_OF_STYLE = frozenset({"ending", "doubled", "unchanged", "length", "spaces"})
"""What may be as it is: close languages say much alike. All others stop what nobody reads."""
# What is the same in every language and no word: new lines, placeholders, addresses, keys, codes.
_THING = re.compile(
    r"\n"
    r"|\{\{?\s{0,9}[A-Za-z_][\w.]{0,99}\s{0,9}\}?\}|%\([A-Za-z_]\w{0,99}\)[a-z]|%[sd]\b"
    r"|\$\{\w{1,99}\}"
    r"|https?://[^\s<>\"]{1,999}[^\s<>\".,;:!?)]"
    r"|[\w.+-]{1,64}@[\w-]{1,99}(?:\.[\w-]{1,99}){1,5}"
    r"|(?<!\w)[A-Za-z]\w{0,9}(?:\+\w{1,10}){1,3}(?!\w)"
    r"|(?<!\w)(?=[\w./\\-]{0,60}\d)(?=[\w./\\-]{0,60}[A-Za-z])[\w/\\](?:[\w./\\-]{0,60}\w)?(?!\w)",
    re.ASCII,
)
_TIMES_AS_LONG = 4
_SHORT = 100


@dataclass(slots=True)
class PreparedSegment:
    """A segment and what is sent of it; `things` are what marks of ours stand for, by number."""

    segment: Segment
    passage: Passage = ()
    known: list[InlineElement] = field(default_factory=list)
    things: dict[int, str] = field(default_factory=dict)


def prepare(segment: Segment, terms: Collection[PreferredTerm] = ()) -> PreparedSegment | None:
    """None for a text that cannot be told from its marks.

    Terms that are called the same in both languages are things, too.
    """
    known = numbered(segment.source)
    text = typed(segment.source, known)
    if from_typed(text, known) != segment.source:
        return None
    prepared = PreparedSegment(segment, known=known)
    prepared.passage = tuple(_pieces(text, prepared, _pattern(terms)))
    return prepared


def restored(
    prepared: PreparedSegment, translation: Passage, *, source_locale: str, locale: str
) -> str | None:
    """The translation with its markup; None if it has lost what it must keep."""
    segment = prepared.segment
    text = clean_text("".join(_typed(translation, prepared)))
    html = from_typed(text.strip(), prepared.known)
    pair = Pair(
        source=segment.source, translation=html, source_locale=source_locale, locale=locale
    )
    if not plain(html).strip() or fault(segment.source, html) or _is_far_too_long(pair):
        return None
    if any(finding.check in _STRICT for finding in findings(pair)):
        return None
    return html


def has_doubts(segment: Segment, source_locale: str, locale: str) -> bool:
    """Whether a machine's text has anything that a person must look at before readers do."""
    if segment.origin is not Origin.MACHINE:
        return False
    pair = Pair(
        source=segment.source,
        translation=segment.translation,
        source_locale=source_locale,
        locale=locale,
    )
    return any(finding.check not in _OF_STYLE for finding in findings(pair))


def _pattern(terms: Collection[PreferredTerm]) -> re.Pattern[str]:
    same = sorted({one.source for one in terms if one.source == one.target}, key=len, reverse=True)
    if not same:
        return _THING
    names = "|".join(map(re.escape, same))
    return re.compile(rf"{_THING.pattern}|(?<!\w)(?:{names})(?!\w)", re.ASCII)


def _pieces(
    text: str, prepared: PreparedSegment, things: re.Pattern[str]
) -> Iterator[str | Placeholder]:
    end = 0
    for match in MARK.finditer(text):
        number = int(match["number"])
        if not 1 <= number <= len(prepared.known):
            continue
        yield from _words(text[end : match.start()], prepared, things)
        end = match.end()
        part = (
            TagRole.ALONE if match["alone"] else TagRole.ENDS if match["end"] else TagRole.BEGINS
        )
        yield Placeholder(number, part)
    yield from _words(text[end:], prepared, things)


def _words(
    text: str, prepared: PreparedSegment, things: re.Pattern[str]
) -> Iterator[str | Placeholder]:
    end = 0
    for match in things.finditer(text):
        if text[end : match.start()]:
            yield text[end : match.start()]
        end = match.end()
        number = len(prepared.known) + len(prepared.things) + 1
        prepared.things[number] = match[0]
        yield Placeholder(number, TagRole.ALONE)
    if text[end:]:
        yield text[end:]


def _typed(translation: Sequence[str | Placeholder], prepared: PreparedSegment) -> Iterator[str]:
    for piece in translation:
        if isinstance(piece, str):
            yield piece
        elif piece.number in prepared.things:
            yield prepared.things[piece.number]
        elif piece.part is TagRole.ALONE:
            yield f"<{piece.number}/>"
        else:
            yield f"<{'/' if piece.part is TagRole.ENDS else ''}{piece.number}>"


def _is_far_too_long(pair: Pair) -> bool:
    """A model that goes on and on has not translated."""
    return len(pair.says) > _TIMES_AS_LONG * len(pair.said) + _SHORT
