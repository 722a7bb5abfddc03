"""What Django checks before a command runs: no language goes while there are texts in it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core import checks
from django.db import DatabaseError
from django.db.models import Count, QuerySet

from community.forum.models import Post, Thread
from kb.models import Family, HelpPage
from portal import locales
from portal.accounts.models import User
from portal.legal.models import LegalPage

ACCOUNTS = "accounts"
_HINT = "Name it in LANGUAGES again, or first delete or move what is in it."


def languages_left(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error for each language with texts that the setting has no more.

    Accounts alone are only told of: they fall back to the site's first language.
    """
    left: dict[str, dict[str, int]] = defaultdict(dict)
    try:
        for code, kind, count in _counted():
            left[code][kind] = count
    except DatabaseError:
        return []  # Nothing is migrated yet, or the database is away: the command will say so.
    return [_message(code, counts) for code, counts in sorted(left.items())]


def _message(code: str, counts: dict[str, int]) -> checks.CheckMessage:
    what = ", ".join(f"{kind} ({count})" for kind, count in counts.items())
    text = f"LANGUAGES has no “{code}”, but the database has in it: {what}."
    if set(counts) == {ACCOUNTS}:
        hint = f"They are spoken to in “{locales.DEFAULT}”."
        return checks.Warning(text, hint=hint, id="home.W001")
    return checks.Error(text, hint=_HINT, id="home.E002")


def _counted() -> Iterator[tuple[str, str, int]]:
    """Language, kind of content and how much there is, for languages that the site has not."""
    pages = HelpPage.objects.filter(alias_of=None)
    kinds: list[tuple[str, QuerySet[Any], str]] = [
        ("help pages", pages, "locale__language_code"),
        (
            "articles as their source language",
            Family.objects.all(),
            "source_locale__language_code",
        ),
        (
            "privacy, terms and accessibility pages",
            LegalPage.objects.filter(live=True),
            "locale__language_code",
        ),
        ("threads", Thread.objects.all(), "locale"),
        ("posts", Post.objects.all(), "locale"),
        (ACCOUNTS, User.objects.all(), "locale"),
    ]
    for kind, rows, language in kinds:
        others = rows.exclude(**{f"{language}__in": locales.codes()}).order_by(language)
        for code, count in others.values_list(language).annotate(Count("pk")):
            yield code, kind, count
