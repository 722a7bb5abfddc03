"""What the owner is told at each deployment until it is done: the pages to adapt and publish."""

from typing import Any

from django.core import checks
from django.db import DatabaseError

from portal import locales
from portal.legal.models import LegalKind, LegalPage

_HINT = "Adapt the draft in /cms/ and publish it; until then no page leads to it."


def unpublished(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A warning for each page that some language of the site has not published."""
    try:
        live = set(
            LegalPage.objects.published().values_list("kind", "locale__language_code").order_by()
        )
    except DatabaseError:
        return []  # Nothing is migrated yet, or the database is away: others say so.
    found: list[checks.CheckMessage] = []
    for kind in LegalKind.values:
        if lacking := [code for code in locales.codes() if (kind, code) not in live]:
            words = f"The page “{kind}” is not published in: {', '.join(lacking)}."
            found.append(checks.Warning(words, hint=_HINT, id="legal.W001"))
    return found
