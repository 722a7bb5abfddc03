"""Whether a translation fits its source, segment by segment."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from kb.models import HelpPage

_LINK_ID = re.compile(r'(<a\b[^>]*\bid=")([^"]*)(")')
_WORD = re.compile(r"[^\W\d_]{2,}")
_STILL_THE_SOURCE = 5


@dataclass(slots=True)
class Rendering:
    """One translation of a source, string by string; None where it still says the same."""

    page: HelpPage
    strings: dict[tuple[str, str], str]


@dataclass(slots=True)
class Filing:
    """A source with its segments and those of its translations that fit it."""

    source: HelpPage
    segments: list[Any]
    renderings: list[Rendering] = field(default_factory=list)


def take_apart(page: HelpPage) -> list[Any]:
    """The segments of a page, as wagtail-localize would extract them."""
    segments: list[Any] = extract_segments(page)
    return segments


def fit(source: Sequence[Any], page: HelpPage) -> Rendering | None:
    """The page as a translation of these segments, or None if it is built differently."""
    target = take_apart(page)
    if [_shape(segment) for segment in source if not _is_link(segment)] != [
        _shape(segment) for segment in target if not _is_link(segment)
    ]:
        return None
    strings: dict[tuple[str, str], str] = {}
    for ours, theirs in zip(strings_of(source), strings_of(target), strict=True):
        text = _with_links_of(ours, theirs)
        if text is None:
            return None
        if not _is_still_the_source(ours.string.data, text):
            strings.setdefault((ours.path, ours.string.data), text)
    return Rendering(page, strings)


def _shape(segment: Any) -> tuple[str, str, str]:
    template = segment.template if isinstance(segment, TemplateSegmentValue) else ""
    return type(segment).__name__, segment.path, template


def _is_link(segment: Any) -> bool:
    return isinstance(segment, OverridableSegmentValue)


def strings_of(segments: Iterable[Any]) -> list[Any]:
    return [segment for segment in segments if isinstance(segment, StringSegmentValue)]


def _with_links_of(ours: Any, theirs: Any) -> str | None:
    """Their text with our numbers for the links; None if it has a link that we have not."""
    if not theirs.attrs:
        return str(theirs.string.data)
    left = dict(ours.attrs or {})
    numbers: dict[str, str] = {}
    for number, attributes in theirs.attrs.items():
        same = next((key for key, value in left.items() if value == attributes), None)
        if same is None:
            return None
        del left[same]
        numbers[number] = same
    return _LINK_ID.sub(
        lambda match: f"{match[1]}{numbers[match[2]]}{match[3]}", theirs.string.data
    )


def _is_still_the_source(source: str, translation: str) -> bool:
    """A whole sentence that says the same in both languages has not been translated."""
    return source == translation and len(_WORD.findall(source)) >= _STILL_THE_SOURCE
