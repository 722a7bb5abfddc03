"""The head of a page in the editors' pages that Wagtail makes none for."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

type Words = str | Promise


def framed(title: Words, *above: tuple[str, Words], icon: str = "search") -> dict[str, Any]:
    """Its title, icon and way up: `above` are the pages between, as (address, name)."""
    steps = [(reverse("wagtailadmin_home"), _("Home")), *above, ("", title)]
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in steps],
    }
