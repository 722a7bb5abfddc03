"""Gaps as a night has left them, and visits that failed."""

from datetime import timedelta
from typing import Any

from portal.gaps.models import Demand, Gap, GapLanguage, Wording
from tests.factories.steps import START, searched, visit


def gap(text: str, locale: str = "el", *, failed: int = 7, **fields: Any) -> Gap:
    """A gap that was typed in one way by readers of one language."""
    made = Gap.objects.create(**({"first_day": START.date(), "failed": failed} | fields))
    language(made, text, locale, failed=failed)
    return made


def language(gap: Gap, text: str, locale: str, *, failed: int = 7, **fields: Any) -> GapLanguage:
    """The same gap among the readers of one more language."""
    Wording.objects.create(gap=gap, locale=locale, normal=text, text=text, failed=failed)
    counts = {"asked": failed, "failed": failed, "weak": failed}
    return GapLanguage.objects.create(gap=gap, locale=locale, **(counts | fields))


def asked(gap: Gap, locale: str, day: int, *, asked: int, failed: int) -> None:
    """Visits on a day, so many after START."""
    on = START.date() + timedelta(days=day)
    Demand.objects.create(gap=gap, locale=locale, day=on, asked=asked, failed=failed)


def failed(query: str, locale: str = "el", *, visits: int = 5, day: int = 0) -> None:
    """So many visits that searched for it and got a weak answer."""
    for _visit in range(visits):
        visit(searched(query, weak=True), locale=locale, day=day)
