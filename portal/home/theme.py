"""The installation's accent colour as a stylesheet, so that no page needs an inline style.

Its address carries a hash of what it says: browsers keep it for ever.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.colours import dark_shades, light_shades


@lru_cache(maxsize=4)
def stylesheet(accent: str) -> str:
    """Custom properties for both themes."""
    light, dark = light_shades(accent), dark_shades(accent)
    properties = {
        "--accent": (light.fill, dark.fill),
        "--on-accent": (light.on_fill, dark.on_fill),
        "--accent-text": (light.text, dark.text),
        "--accent-soft": (light.soft, dark.soft),
        "--accent-hover": (light.hover, dark.hover),
    }
    lines = (f"  {name}: light-dark({a}, {b});" for name, (a, b) in properties.items())
    return ":root {\n" + "\n".join(lines) + "\n}\n"


@lru_cache(maxsize=4)
def version(accent: str) -> str:
    """A short hash of the stylesheet."""
    return hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:12]


def url() -> str:
    """Where the installation's stylesheet is."""
    return reverse("theme", args=[version(settings.ACCENT_COLOUR)])


def serve(request: HttpRequest, name: str) -> HttpResponse:
    """The stylesheet. An old address gets the new one, but is not kept for long."""
    response = HttpResponse(
        stylesheet(settings.ACCENT_COLOUR), content_type="text/css; charset=utf-8"
    )
    current = name == version(settings.ACCENT_COLOUR)
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if current else "public, max-age=60"
    )
    return response
