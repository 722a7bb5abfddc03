"""What search finds for a gap today, and since when its readers have an answer."""

from datetime import date

from django.db import transaction
from django.db.models import Prefetch

from kb.models import HelpPage
from portal.gaps.models import Gap, GapLanguage, State, Wording
from portal.journal import days
from search import service

_LONGEST_TITLE, _LONGEST_URL = 255, 500
MOST_LOOKED_UP = 200
"""So many gaps are looked up in a night, those that fail the most readers."""


def look_up() -> None:
    """Search as the readers of each language would, and say which gaps are done, or open again."""
    texts = Prefetch("wordings", queryset=Wording.objects.most_typed(1))
    gaps = Gap.objects.shown().exclude(state=State.DISMISSED).ranked()
    for gap in gaps.prefetch_related(texts, "languages")[:MOST_LOOKED_UP]:
        most_typed = {one.locale: one.text for one in gap.wordings.all()}
        for language in gap.languages.all():
            if text := most_typed.get(language.locale):
                _look_up(gap, language, text)
        _decide(gap)


def _look_up(gap: Gap, language: GapLanguage, text: str) -> None:
    results = service.search(query=text, locale=language.locale, page_size=3, at_work=True)
    if results.degraded:
        return
    first = results.results[0] if results.results else None
    is_sure = first is not None and not results.weak
    served_on = None
    if first and is_sure and first.locale == language.locale:
        # It counts from the first time on, for as long as it is found.
        served_on = language.served_on or _published(gap, first.reference, first.locale)
    # What somebody called done meanwhile is left to the next night.
    GapLanguage.objects.filter(pk=language.pk, served_on=language.served_on).update(
        found=first.reference if first else "",
        found_locale=first.locale if first else "",
        found_title=first.title[:_LONGEST_TITLE] if first else "",
        found_url=first.url[:_LONGEST_URL] if first else "",
        is_sure=is_sure,
        served_on=served_on,
    )


def _published(gap: Gap, found: str, locale: str) -> date | None:
    """The day on which what answers it was first published; None if it was there before."""
    _kind, _colon, family = found.partition(":")
    pages = HelpPage.objects.published().filter(family__slug=family, locale__language_code=locale)
    at = pages.values_list("first_published_at", flat=True).first()
    return days.day_of(at) if at and days.day_of(at) > gap.first_day else None


def _decide(gap: Gap) -> None:
    """Done when all its languages with enough visits are served, as it stands now."""
    with transaction.atomic():
        # Whoever decides about it waits for this, or this for them.
        row = Gap.objects.select_for_update().exclude(state=State.DISMISSED).filter(pk=gap.pk)
        languages = list(GapLanguage.objects.filter(gap__in=list(row)))
        wanted = [one for one in languages if not one.is_small]
        served = [one.served_on is not None for one in wanted or languages]
        row.update(state=State.DONE if served and all(served) else State.OPEN)
