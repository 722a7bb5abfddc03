"""The band on top of the front page as the owner has dressed it: a picture, a colour, or neither.

Whatever the picture is, its words can be read: as much of the colour lies over it as they need.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import DatabaseError
from PIL import Image as Picture
from wagtail.images.models import AbstractImage, SourceImageIOError

from portal import colours
from portal.caching.kept import Kept
from portal.home.hero_model import Hero

WIDTHS = (640, 1280, 1920)
"""In pixels: a phone, a desk, a wide desk."""
_SAMPLED = "max-320x320"
# The darker or brighter what lies over a picture, the less of it is needed.
_OVER_A_PICTURE = 12.0
_COLOURS = 64
# What may be anywhere in a picture that cannot be looked at.
_ANY = (colours.WHITE, "#000000")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it; `focus` is what stays in sight, in percent of each side."""

    address: str
    others: str
    """For `srcset`."""
    width: int
    height: int
    focus: tuple[int, int]
    palette: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of the owner's band; `words` are a picture's, by language."""

    colour: str = ""
    picture: Shown | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether it is another one than every site begins with."""
        return bool(self.colour or self.picture)


PLAIN = Look()


def current() -> Look:
    """The look in force; that of a new site while the database cannot tell.

    Every page asks, by the address of its colours: it is kept until something public changes.
    """
    try:
        return _look.value()
    except DatabaseError:
        return PLAIN


def forget() -> None:
    """Look again at the next question."""
    _look.forget()


def properties(colour: str, palette: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Custom properties of a band over a picture of these colours, for light and for dark."""
    ratio = _OVER_A_PICTURE if palette else colours.TEXT_CONTRAST
    light, dark = colours.light_band(colour, ratio), colours.dark_band(colour, ratio)
    over = [f"{one.ground}{round(255 * colours.veil(one, palette)):02x}" for one in (light, dark)]
    return {
        "--hero-ground": (light.ground, dark.ground),
        "--hero-text": (light.text, dark.text),
        "--hero-veil": (over[0], over[1]),
    }


def _read() -> Look:
    hero = Hero.objects.select_related("image").first()
    if hero is None:
        return PLAIN
    return Look(hero.colour, hero.image and _shown(hero.image), hero.words)


_look = Kept(_read)


def _shown(image: AbstractImage) -> Shown | None:
    """The picture in the sizes that screens have; None where its file is gone."""
    asked = [f"width-{width}|format-webp|preserve-svg" for width in WIDTHS]
    try:
        made = list(image.get_renditions(*asked).values())
    except SourceImageIOError:
        return None
    sizes = {one.width: one.url for one in made}
    middle = made[len(made) // 2]
    return Shown(
        middle.url,
        ", ".join(f"{address} {width}w" for width, address in sizes.items()),
        middle.width,
        middle.height,
        _focus(image),
        _palette(image),
    )


def _focus(image: AbstractImage) -> tuple[int, int]:
    """The middle of what an editor marked in the picture, else the picture's."""
    point = image.get_focal_point()
    if point is None or not image.width or not image.height:
        return 50, 50
    found = (100 * point.centroid_x / image.width, 100 * point.centroid_y / image.height)
    across, down = (min(100, max(0, round(share))) for share in found)
    return across, down


def _palette(image: AbstractImage) -> tuple[str, ...]:
    """The colours in a picture, as `#rrggbb`; any two extremes for one that cannot be measured."""
    if image.is_svg():
        return _ANY
    try:
        with image.get_rendition(_SAMPLED).file.open("rb") as file, Picture.open(file) as opened:
            seen = opened.convert("RGBA")
    except (SourceImageIOError, OSError):
        return _ANY
    # Where it is transparent, the band is seen.
    is_whole = seen.getchannel("A").getextrema()[0] == 255
    few = seen.convert("RGB").quantize(_COLOURS).convert("RGB")
    found = few.getcolors(_COLOURS) or []
    return _hex(colour for _count, colour in found) if is_whole else _ANY


def _hex(found: Iterable[object]) -> tuple[str, ...]:
    return tuple(
        sorted(
            "#" + "".join(f"{part:02x}" for part in one) for one in found if isinstance(one, tuple)
        )
    )
