"""What search finds: each thread by its own title, once, and articles by their titles."""

import json
from collections import Counter
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.core.management import call_command
from upgrade_proof import schema
from upgrade_proof.browser import Browser

from portal.jobs import registry


def threads(guest: Browser) -> dict[str, Any]:
    """Thread → how often it is among the results for its title."""
    return {
        str(thread.pk): _ids(guest, thread.title, thread.locale, "thread")[str(thread.pk)]
        for thread in schema.THREAD.objects.order_by("pk")
    }


def articles(guest: Browser) -> dict[str, Any]:
    """Article → how often it is among the results for its title, in every language."""
    pages = (
        schema.model("kb.HelpPage")
        .objects.live()
        .select_related("locale", "family")
        .order_by("pk")
    )
    return {
        f"{page.locale.language_code} {page.family.slug}": _ids(
            guest, page.title, page.locale.language_code, ""
        )[page.family.slug]
        for page in pages
    }


def _ids(guest: Browser, query: str, locale: str, kind: str) -> Counter[str]:
    asked = {"q": query, "locale": locale, "page_size": "50"} | ({"kind": kind} if kind else {})
    answer = guest.get(f"/api/search/?{urlencode(asked)}")
    if answer.status != 200:
        raise RuntimeError(f"Searching answers {answer.status}: {answer.text[:500]}")
    results = json.loads(answer.text)["results"]
    return Counter(hit["id"] for hit in results if hit["locale"] == locale)


def every_visible_thread() -> dict[str, Any]:
    """What `threads` must say once the index is whole."""
    return {
        str(pk): int(not hidden)
        for pk, hidden in schema.THREAD.objects.values_list("pk", "hidden")
    }


def catch_up() -> None:
    """What the worker does with what the index has yet to take from its log."""
    registry.autodiscover()
    registry.get("search.index").run()


def rebuild() -> None:
    """Build the index anew, beside the one in use."""
    call_command("search_rebuild", verbosity=0)


def differences() -> int:
    """What `search_reconcile` would have to mend."""
    said = StringIO()
    call_command("search_reconcile", dry_run=True, stdout=said, no_color=True)
    return int(said.getvalue().strip().splitlines()[-1].split()[0])
