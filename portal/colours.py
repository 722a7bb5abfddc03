"""Contrast (WCAG 2.2) and the shades that one accent colour gives. Pure functions on `#rrggbb`."""

from collections.abc import Iterable
from dataclasses import dataclass

# The grounds that accented text stands on; tokens.css has the same (a test compares them).
LIGHT_GROUND = "#ffffff"
LIGHT_SUNKEN = "#f4f6f6"
LIGHT_SUCCESS = "#e8f5ec"
DARK_GROUND = "#14191c"
DARK_RAISED = "#1c2327"

WHITE = "#ffffff"
BLACK = "#0b0f10"
TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0

Channels = tuple[int, int, int]


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 (black) to 1 (white)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, into: str, share: float) -> str:
    """`into` with a share (0 to 1) of `colour` in it."""
    parts = zip(_channels(colour), _channels(into), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def readable(colour: str, grounds: tuple[str, ...], towards: str, ratio: float) -> str:
    """The colour, moved towards another only as far as it must to stand out on all grounds."""
    for step in range(21):
        moved = mix(towards, colour, step / 20)
        if all(contrast(moved, ground) >= ratio for ground in grounds):
            return moved
    return towards


def text_on(colour: str) -> str:
    """White wherever it can be read on the colour, else near-black."""
    return WHITE if contrast(WHITE, colour) >= TEXT_CONTRAST else BLACK


@dataclass(frozen=True, slots=True)
class Shades:
    """What an accent colour becomes in one theme."""

    fill: str
    on_fill: str
    text: str
    soft: str
    hover: str


def light_shades(accent: str) -> Shades:
    """The accent on light grounds."""
    soft = mix(accent, LIGHT_GROUND, 0.08)
    grounds = (LIGHT_GROUND, LIGHT_SUNKEN, LIGHT_SUCCESS, soft)
    fill = readable(accent, grounds, BLACK, SHAPE_CONTRAST)
    text = readable(accent, grounds, BLACK, TEXT_CONTRAST)
    return _shades(fill, text, soft, BLACK)


def dark_shades(accent: str) -> Shades:
    """The accent on dark grounds."""
    soft = mix(accent, DARK_GROUND, 0.22)
    text = readable(accent, (DARK_GROUND, DARK_RAISED, soft), WHITE, TEXT_CONTRAST + 1)
    return _shades(text, text, soft, WHITE)


def _shades(fill: str, text: str, soft: str, away: str) -> Shades:
    on_fill = text_on(fill)
    towards = BLACK if on_fill == WHITE else WHITE
    return Shades(fill, on_fill, text, soft, mix(towards, fill, 0.15))


@dataclass(frozen=True, slots=True)
class Band:
    """A ground of one colour with words on it."""

    ground: str
    text: str


def light_band(colour: str, ratio: float = TEXT_CONTRAST) -> Band:
    """A band in a colour, moved only as far as its words need to stand out by a ratio."""
    text = text_on(colour)
    away = BLACK if text == WHITE else WHITE
    return Band(readable(colour, (text,), away, ratio), text)


def dark_band(colour: str, ratio: float = TEXT_CONTRAST) -> Band:
    """The same where all around it is dark."""
    return light_band(mix(colour, DARK_GROUND, 0.4), max(ratio, 7.0))


def veil(band: Band, palette: Iterable[str]) -> float:
    """How much of a band's ground (0 to 1) must lie over a picture's colours for its words."""
    colours = tuple(palette)
    for step in range(20):
        over = (mix(band.ground, colour, step / 20) for colour in colours)
        if all(contrast(band.text, seen) >= TEXT_CONTRAST for seen in over):
            return step / 20
    return 1.0
