"""A help centre with the sample articles, in a live server, with its background work at hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from community.forum.models import Category
from kb.importing.run import import_tree
from portal.accounts.models import User
from portal.effort import report
from portal.jobs.testing import drain

CONTENT = Path(__file__).parents[2] / "portal" / "demo" / "content"
PASSWORD = "a-good-long-password"


@pytest.fixture
def help_centre(transactional_db: None, settings: Any, tmp_path: Path, live_server: Any) -> str:
    """The address of a running help centre in English, Greek and Arabic."""
    settings.EMBEDDED_INDEX_DIR = tmp_path / "search"
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("set_up_site", verbosity=0)
    import_tree(CONTENT, locales=("en", "el", "ar"))
    Category.objects.create(slug="warmth", names={"en": "Warmth", "el": "Ζέστη", "ar": "الدفء"})
    drain()
    return str(live_server.url)


@pytest.fixture
def member(help_centre: str) -> User:
    """Somebody with an account and a confirmed address."""
    user = User.objects.create_user("reader@example.com", PASSWORD, display_name="reader")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


Figures = dict[str, tuple[int, int]]


@pytest.fixture
def figures() -> Callable[[str], Figures]:
    """Today's figures for the readers of one language: key → (numerator, denominator)."""

    def read(locale: str, day: date | None = None) -> Figures:
        day = day or timezone.localdate()
        made = report.build(day, day, languages=[locale])
        counts = {row.figure.key: row.cells[0].count for row in made.rows}
        return {key: (count.numerator, count.denominator) for key, count in counts.items()}

    return read
