"""Data in a page that says what it is about: JSON-LD 1.1 in the words of schema.org."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from portal.addresses import absolute

# What could end the element that it stands in, or begin another.
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})

type Data = Mapping[str, Any]


def element(*graph: Data) -> SafeString:
    """What a page says of itself, as an element that no browser runs."""
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def breadcrumb(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page from the front page down, by names and paths."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }
