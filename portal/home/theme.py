"""The installation's colours as a stylesheet, so that no page needs an inline style.

Its address carries a hash of what it says: browsers keep it for ever.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.colours import dark_shades, light_shades
from portal.home import hero


def stylesheet(accent: str, look: hero.Look = hero.PLAIN) -> str:
    """Custom properties for both themes, and those of the front page's band."""
    if not look.is_own:
        return _written(accent)
    picture = look.picture
    palette, focus = (picture.palette, picture.focus) if picture else ((), (50, 50))
    return _written(accent, look.colour or accent, palette, focus)


@lru_cache(maxsize=4)
def _written(
    accent: str,
    band: str = "",
    palette: tuple[str, ...] = (),
    focus: tuple[int, int] = (50, 50),
) -> str:
    light, dark = light_shades(accent), dark_shades(accent)
    properties = {
        "--accent": (light.fill, dark.fill),
        "--on-accent": (light.on_fill, dark.on_fill),
        "--accent-text": (light.text, dark.text),
        "--accent-soft": (light.soft, dark.soft),
        "--accent-hover": (light.hover, dark.hover),
    }
    if band:
        properties |= hero.properties(band, palette)
    lines = [f"  {name}: light-dark({a}, {b});" for name, (a, b) in properties.items()]
    if band:
        lines.append(f"  --hero-focus: {focus[0]}% {focus[1]}%;")
    return ":root {\n" + "\n".join(lines) + "\n}\n"


@lru_cache(maxsize=4)
def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def url(look: hero.Look = hero.PLAIN) -> str:
    """Where the installation's stylesheet is; without a look, what settings alone say."""
    return reverse("theme", args=[_hash(stylesheet(settings.ACCENT_COLOUR, look))])


def serve(request: HttpRequest, name: str) -> HttpResponse:
    """The stylesheet. An old address gets the new one, but is not kept for long."""
    known = [stylesheet(settings.ACCENT_COLOUR, look) for look in (hero.current(), hero.PLAIN)]
    asked = next((text for text in known if _hash(text) == name), None)
    response = HttpResponse(asked or known[0], content_type="text/css; charset=utf-8")
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if asked else "public, max-age=60"
    )
    return response
