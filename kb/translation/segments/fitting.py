"""Whether a translation fits its source, segment by segment."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_localize.segments import OverridableSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import quote_path_component

from kb.models import HelpPage
from kb.translation.segments.storing import strings_of, take_apart

_LINK_ID = re.compile(r'(<a\b[^>]*\bid=")([^"]*)(")')
_WORD = re.compile(r"[^\W\d_]{2,}")
_STILL_THE_SOURCE = 5


@dataclass(slots=True)
class Rendering:
    """One translation of a source.

    `strings` holds its text by path and source text, without what still says the same;
    `addresses` the links that lead elsewhere than the source's, and `pictures` the numbers of its
    own versions of the source's, and its lists of captions, by path.
    """

    page: HelpPage
    strings: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Filing:
    """A source with its segments and those of its translations that fit it."""

    source: HelpPage
    segments: list[Any]
    renderings: list[Rendering] = field(default_factory=list)


def fit(source: Sequence[Any], page: HelpPage) -> Rendering | None:
    """The page as a translation of these segments, or None if its body is built differently.

    Title, summary and keywords always fit: each of them may be empty in one of the two.
    """
    target = take_apart(page).segments
    if _shapes(source) != _shapes(target):
        return None
    rendering = Rendering(page, pictures=_own_pictures(source, target))
    fields = {segment.path: segment for segment in _fields(target)}
    for ours in _fields(source):
        if theirs := fields.get(ours.path):
            _keep(rendering, ours, theirs.string.data)
    for ours, theirs in zip(_in_body(source), _in_body(target), strict=True):
        text = _with_links_of(ours, theirs, rendering)
        if text is None:
            return None
        _keep(rendering, ours, text)
    return rendering


def _own_pictures(source: Iterable[Any], target: Iterable[Any]) -> dict[str, Any]:
    shown = _chosen(source)
    return {path: one for path, one in _chosen(target).items() if shown.get(path, one) != one}


def _chosen(segments: Iterable[Any]) -> dict[str, Any]:
    """What is chosen from what the site has, by path; that of a link ends with a quote."""
    return {
        segment.path: segment.data
        for segment in segments
        if isinstance(segment, OverridableSegmentValue) and not segment.path.endswith("'")
    }


def _keep(rendering: Rendering, ours: Any, text: str) -> None:
    if not _is_still_the_source(ours.string.data, text):
        rendering.strings.setdefault((ours.path, ours.string.data), text)


def _shapes(segments: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [
        _shape(segment)
        for segment in segments
        if "." in segment.path and not isinstance(segment, OverridableSegmentValue)
    ]


def _fields(segments: Iterable[Any]) -> list[Any]:
    return [segment for segment in strings_of(segments) if "." not in segment.path]


def _in_body(segments: Iterable[Any]) -> list[Any]:
    return [segment for segment in strings_of(segments) if "." in segment.path]


def _shape(segment: Any) -> tuple[str, str, str]:
    template = segment.template if isinstance(segment, TemplateSegmentValue) else ""
    return type(segment).__name__, segment.path, template


def _with_links_of(ours: Any, theirs: Any, rendering: Rendering) -> str | None:
    """Their text with our numbers for the links; None if it has a link that we have not."""
    left = dict(ours.attrs or {})
    numbers: dict[str, str] = {}
    others: list[str] = []
    for number, attributes in (theirs.attrs or {}).items():
        same = next((key for key, value in left.items() if value == attributes), None)
        if same is None:
            others.append(number)
        else:
            del left[same]
            numbers[number] = same
    for number in others:
        same = next((key for key, value in left.items() if set(value) == {"href"}), None)
        if same is None or set(theirs.attrs[number]) != {"href"}:
            return None
        path = f"{ours.path}.{quote_path_component(left.pop(same)['href'])}"
        if (
            rendering.addresses.setdefault(path, theirs.attrs[number]["href"])
            != (theirs.attrs[number]["href"])
        ):
            return None
        numbers[number] = same
    return _LINK_ID.sub(
        lambda match: f"{match[1]}{numbers[match[2]]}{match[3]}", theirs.string.data
    )


def _is_still_the_source(source: str, translation: str) -> bool:
    """A whole sentence that says the same in both languages has not been translated."""
    return source == translation and len(_WORD.findall(source)) >= _STILL_THE_SOURCE
